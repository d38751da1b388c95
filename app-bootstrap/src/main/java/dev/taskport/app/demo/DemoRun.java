package dev.taskport.app.demo;

import dev.taskport.app.output.Answer;
import dev.taskport.app.output.Console;
import dev.taskport.app.output.Output;
import java.io.IOException;

/** One telling of the story, in a new folder. */
public final class DemoRun {

    private final Console console;
    private final Output output;
    private final boolean json;

    /**
     * Prepares.
     *
     * @param json whether standard output is for one document; then the story goes to standard error
     */
    public DemoRun(Console console, Output output, boolean json) {
        this.console = console;
        this.output = output;
        this.json = json;
    }

    /**
     * Tells it; takes well under two minutes.
     *
     * @throws DemoFailed if anything that it claims is not true
     */
    public Answer call() throws IOException, InterruptedException {
        return new Demo(DemoFolder.create(), new Narrator(console, output, json)).run();
    }
}
