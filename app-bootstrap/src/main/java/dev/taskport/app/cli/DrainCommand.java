package dev.taskport.app.cli;

import dev.taskport.app.output.Answer;
import dev.taskport.app.output.ExitCode;
import dev.taskport.app.output.Json;
import dev.taskport.app.output.ProgressBar;
import dev.taskport.app.output.Style;
import dev.taskport.app.output.Words;
import dev.taskport.domain.TaskStatus;
import dev.taskport.engine.TaskQueue;
import dev.taskport.port.TaskStats;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "drain",
        description = {
            "Pause intake of the workspace and wait until no task is due or running. Workers must be running elsewhere.",
            "Intake stays paused; \"taskport resume intake --workspace NAME\" opens it again."
        },
        footer = {"%nExample:", "  taskport drain --timeout 10m"})
final class DrainCommand implements Callable<Integer> {

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "5m",
            description = "How long to wait; \"${DEFAULT-VALUE}\" by default.")
    String timeout = "5m";

    private final Invocation run;

    DrainCommand(Invocation run) {
        this.run = run;
    }

    @Override
    public Integer call() throws Exception {
        var atMost = Inputs.duration("--timeout", timeout);
        return run.answer(run.write(taskport -> {
            TaskQueue queue = taskport.queue(run.workspace());
            // Said at once, for who does not wait for the end.
            run.output()
                    .note("Intake of workspace " + run.workspace() + " is paused now; \""
                            + opens(run.workspace().value()) + "\" opens it again.");
            return new Drained(
                    drain(queue, atMost), queue.stats(), run.workspace().value());
        }));
    }

    private boolean drain(TaskQueue queue, Duration atMost) throws InterruptedException {
        long before = left(queue.stats());
        try (ProgressBar bar = run.output().progress("draining", before);
                BarWatch watch = new BarWatch(bar, () -> before - left(queue.stats()))) {
            watch.begin();
            return queue.drain(atMost);
        }
    }

    private static String opens(String workspace) {
        return "taskport resume intake --workspace " + Words.quoted(workspace);
    }

    private static long left(TaskStats stats) {
        return stats.count(TaskStatus.QUEUED) + stats.count(TaskStatus.LEASED);
    }

    record Drained(boolean drained, TaskStats stats, String workspace) implements Answer {

        @Override
        public Object json() {
            return Json.object("drained", drained, "queued", queued(), "leased", leased(), "resume", opens(workspace));
        }

        @Override
        public String text(Style style) {
            String open = " Intake stays paused; \"" + opens(workspace) + "\" opens it again.";
            return drained
                    ? "Drained: nothing is due or running in workspace " + workspace + "." + open
                    : "Not drained in time: " + Words.tasks(queued()) + " queued and " + Words.tasks(leased())
                            + " running in workspace " + workspace + "." + open;
        }

        @Override
        public int exitCode() {
            return drained ? ExitCode.DONE : ExitCode.FAILED;
        }

        private long queued() {
            return stats.count(TaskStatus.QUEUED);
        }

        private long leased() {
            return stats.count(TaskStatus.LEASED);
        }
    }
}
