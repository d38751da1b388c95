package dev.taskport.app.cli;

import dev.taskport.app.demo.DemoRun;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "demo",
        description = {
            "The whole story in about a minute, on real files in a new temporary folder.",
            "An audit finds a legacy file; it is moved into SQLite, verified, brought back unworked, and worked off, while tasks",
            "fail, die and are replayed and a worker process is killed; then the queue moves on to another SQLite file, and back",
            "into one that the old program reads. Every claim is checked; the exit code says whether all of them are true."
        },
        footer = {"%nExample:", "  taskport demo"})
final class DemoCommand implements Callable<Integer> {

    private final Invocation run;

    DemoCommand(Invocation run) {
        this.run = run;
    }

    @Override
    public Integer call() throws Exception {
        Logging.setLevel(run.global().verbose ? "debug" : "error"); // what fails here fails on purpose
        return run.answer(new DemoRun(run.console(), run.output(), run.global().json).call());
    }
}
