package dev.taskport.app.demo;

import dev.taskport.app.output.Console;
import dev.taskport.app.output.Output;
import dev.taskport.app.output.ProgressBar;
import dev.taskport.app.output.Style;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells the story, and keeps what was proved. Safe for use by several threads. */
final class Narrator {

    private final PrintStream stream;
    private final Output output;
    private final Style style;
    private final List<String> proofs = new ArrayList<>();
    private int chapter;
    private @Nullable ProgressBar bar;

    /**
     * Prepares.
     *
     * @param aside whether the story goes to standard error, because standard output is for a document
     */
    Narrator(Console console, Output output, boolean aside) {
        this.stream = aside ? console.err() : console.out();
        this.output = output;
        boolean seen = aside ? console.terminal().err() : console.terminal().out();
        this.style = new Style(seen && console.terminal().colours());
    }

    synchronized void chapter(String title) {
        chapter++;
        say("\n" + style.bold(chapter + ". " + title));
    }

    synchronized void tell(String text) {
        say("   " + text.replace("\n", "\n   "));
    }

    /**
     * States a fact that must be true.
     *
     * @throws DemoFailed if it is not
     */
    synchronized void proved(boolean fact, String claim) {
        if (!fact) {
            say("   " + style.bad("NOT TRUE: ") + claim);
            throw new DemoFailed(claim);
        }
        proofs.add(claim);
        say("   " + style.good("proved: ") + claim);
    }

    synchronized List<String> proofs() {
        return List.copyOf(proofs);
    }

    synchronized ProgressBar progress(String what, long total) {
        ProgressBar begun = output.progress("   " + what, total);
        bar = begun;
        return begun;
    }

    private void say(String text) {
        Runnable print = () -> {
            stream.print(text + "\n");
            stream.flush();
        };
        if (bar == null) {
            print.run();
        } else {
            bar.above(print);
        }
    }
}
