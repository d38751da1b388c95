package dev.taskport.app.output;

import java.io.PrintStream;

/**
 * Where a command speaks: results to standard output, everything else to standard error.
 *
 * <p>With {@code json} standard output holds exactly one JSON document; with {@code quiet} there are no notes and no
 * progress.
 */
public final class Output {

    private final Console console;
    private final boolean json;
    private final boolean quiet;

    public Output(Console console, boolean json, boolean quiet) {
        this.console = console;
        this.json = json;
        this.quiet = quiet;
    }

    /** Shows the result and gives its exit code. */
    public int answer(Answer answer) {
        String text = json ? Json.write(answer.json()) : answer.text(outStyle());
        if (!text.isEmpty()) {
            print(console.out(), text);
        }
        return answer.exitCode();
    }

    /** Something worth knowing beside the result. */
    public void note(String text) {
        if (!quiet) {
            print(console.err(), text);
        }
    }

    /** Something that must be said even to who wants quiet. */
    public void warn(String text) {
        print(console.err(), errStyle().warned("warning: ") + text);
    }

    /** A bar that shows how far long work has come; invisible unless a person is looking. */
    public ProgressBar progress(String what, long total) {
        boolean visible = console.terminal().err() && !quiet;
        return new ProgressBar(console.err(), visible, what, total, console.clock());
    }

    public Style errStyle() {
        return new Style(console.terminal().err() && console.terminal().colours());
    }

    private Style outStyle() {
        return new Style(console.terminal().out() && console.terminal().colours());
    }

    private static void print(PrintStream stream, String text) {
        // One write per text, so that lines of several threads do not mix; a line break that is the same everywhere.
        stream.print(text + "\n");
        stream.flush();
    }
}
