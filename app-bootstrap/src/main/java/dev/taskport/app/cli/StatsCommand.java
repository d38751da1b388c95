package dev.taskport.app.cli;

import dev.taskport.app.output.Answer;
import dev.taskport.app.output.Json;
import dev.taskport.app.output.Style;
import dev.taskport.app.output.Table;
import dev.taskport.app.output.Words;
import dev.taskport.domain.TaskStatus;
import dev.taskport.port.TaskStats;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

@Command(
        name = "stats",
        description = "Count the tasks of the workspace by type and status.",
        footer = {"%nExample:", "  taskport stats --json"})
final class StatsCommand implements Callable<Integer> {

    private final Invocation run;

    StatsCommand(Invocation run) {
        this.run = run;
    }

    @Override
    public Integer call() throws Exception {
        return run.answer(run.read(taskport -> new Counts(
                taskport.queue(run.workspace()).stats(), run.workspace().value(), run.address())));
    }

    /** The counts, and where they were taken. */
    record Counts(TaskStats stats, String workspace, String address) implements Answer {

        @Override
        public Object json() {
            return Json.object(
                    "total", stats.total(),
                    "byStatus", byStatus(),
                    "byType", new TreeMap<>(stats.byType()),
                    "byTypeAndStatus", new TreeMap<>(stats.byTypeAndStatus()),
                    "oldestQueuedAgeSeconds", oldestSeconds(),
                    "asOf", stats.asOf());
        }

        @Override
        public String text(Style style) {
            Table table = new Table(headings());
            stats.byTypeAndStatus().forEach((type, counts) -> table.row(cells(type.value(), counts)));
            table.row(cells("total", byStatus()));
            return Words.tasks(stats.total()) + " in workspace " + workspace + " of " + address + "\n\n"
                    + table.text(style) + oldest();
        }

        private Map<TaskStatus, Long> byStatus() {
            Map<TaskStatus, Long> counts = new LinkedHashMap<>();
            for (TaskStatus status : TaskStatus.values()) {
                counts.put(status, stats.count(status));
            }
            return counts;
        }

        private @Nullable Long oldestSeconds() {
            return stats.oldestQueuedSince() == null
                    ? null
                    : Math.max(
                            0,
                            Duration.between(stats.oldestQueuedSince(), stats.asOf())
                                    .toSeconds());
        }

        private String oldest() {
            Long seconds = oldestSeconds();
            return seconds == null
                    ? ""
                    : "\n\nThe oldest due task has waited " + Words.about(Duration.ofSeconds(seconds)) + ".";
        }

        private static String[] headings() {
            return Stream.concat(
                            Stream.of("TYPE"),
                            Arrays.stream(TaskStatus.values()).map(TaskStatus::name))
                    .toArray(String[]::new);
        }

        private static Object[] cells(String type, Map<TaskStatus, Long> counts) {
            return Stream.concat(
                            Stream.of(type),
                            Arrays.stream(TaskStatus.values()).map(status -> counts.getOrDefault(status, 0L)))
                    .map(cell -> cell instanceof Long count ? String.format(Locale.ROOT, "%,d", count) : cell)
                    .toArray();
        }
    }
}
