package dev.taskport.app.cli;

import dev.taskport.app.output.Answer;
import dev.taskport.app.output.Json;
import dev.taskport.app.output.ProgressBar;
import dev.taskport.app.output.Style;
import dev.taskport.app.output.Words;
import dev.taskport.domain.Retention;
import dev.taskport.engine.Taskport;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "prune",
        description = {
            "Remove finished tasks of the whole store that were kept long enough.",
            "How long that is, the configuration says, or the options. Nothing but a finished task is ever removed."
        },
        footer = {"%nExample:", "  taskport tasks prune --completed 1d --dead 30d"})
final class TaskPruneCommand implements Callable<Integer> {

    private static final int BATCH = 1000;

    @Option(names = "--completed", paramLabel = "DURATION", description = "COMPLETED tasks that finished so long ago.")
    @Nullable
    String completed;

    @Option(names = "--cancelled", paramLabel = "DURATION", description = "CANCELLED tasks that finished so long ago.")
    @Nullable
    String cancelled;

    @Option(names = "--dead", paramLabel = "DURATION", description = "DEAD tasks that finished so long ago.")
    @Nullable
    String dead;

    @Option(names = "--imported", paramLabel = "DURATION", description = "History that came from another program.")
    @Nullable
    String imported;

    private final Invocation run;

    TaskPruneCommand(Invocation run) {
        this.run = run;
    }

    @Override
    public Integer call() throws Exception {
        Retention retention = retention();
        return run.answer(run.write(taskport -> new Pruned(prune(taskport, retention))));
    }

    private Retention retention() {
        Retention configured = run.configuration().retention();
        return new Retention(
                given("--completed", completed, configured.completed()),
                given("--cancelled", cancelled, configured.cancelled()),
                given("--dead", dead, configured.dead()),
                given("--imported", imported, configured.imported()));
    }

    private static @Nullable Duration given(String option, @Nullable String text, @Nullable Duration configured) {
        return text == null ? configured : Inputs.duration(option, text);
    }

    private long prune(Taskport taskport, Retention retention) {
        long total = 0;
        int removed;
        try (ProgressBar bar = run.output().progress("pruning", 0)) {
            do {
                removed = taskport.backend().housekeeping().prune(retention, BATCH);
                total += removed;
                bar.at(total);
            } while (removed == BATCH);
        }
        return total;
    }

    record Pruned(long count) implements Answer {

        @Override
        public Object json() {
            return Json.object("pruned", count);
        }

        @Override
        public String text(Style style) {
            return Words.tasks(count) + " removed.";
        }
    }
}
