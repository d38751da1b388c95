package dev.taskport.migration;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taskport.domain.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a migration did, or a dry run would do. {@code source = migrated + skipped + rejected}, in tasks.
 *
 * @param run its name; null for a dry run
 * @param folder where its journal, backups and rejects are; null for a dry run
 * @param migrated written, by this run as a whole if it was interrupted and went on
 * @param skipped there already, or left as asked
 * @param rejected records that are no tasks
 * @param records documents beside the tasks that were written
 * @param byStatus the source's tasks
 * @param warnings what was interpreted or left, one entry per kind
 * @param verified whether the target was proved to hold everything that it should; false for a dry run
 * @param goneOn tasks that the target has in a newer state than the source, because work went on there after they were
 *     copied; left as they are
 * @param differences what the proof found, the first 1,000
 * @param took of this start; a run that went on after an interruption counts from there
 */
public record MigrationReport(
        @Nullable String run,
        @Nullable String folder,
        String from,
        String to,
        boolean dryRun,
        long source,
        long migrated,
        long skipped,
        long rejected,
        long records,
        Map<TaskStatus, Long> byStatus,
        List<Warning> warnings,
        boolean verified,
        long goneOn,
        List<String> differences,
        Duration took) {

    private static final long TASKS_FOR_A_RATE = 1000;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    public MigrationReport {
        byStatus = new TreeMap<>(byStatus);
        warnings = List.copyOf(warnings);
        differences = List.copyOf(differences);
    }

    /**
     * Something that the reader should know.
     *
     * @param kind a stable word
     * @param count how many times
     * @param message in words
     */
    public record Warning(String kind, long count, String message) {}

    /** Migrated tasks per second; 0 if it took no time that could be measured. */
    public double tasksPerSecond() {
        return took.toMillis() == 0 ? 0 : migrated * 1000.0 / took.toMillis();
    }

    /** One JSON document. */
    public String json() {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("run", run);
        json.put("dryRun", dryRun);
        json.put("from", from);
        json.put("to", to);
        json.put("source", source);
        json.put("migrated", migrated);
        json.put("skipped", skipped);
        json.put("rejected", rejected);
        json.put("records", records);
        json.set("byStatus", MAPPER.valueToTree(byStatus));
        json.set("warnings", MAPPER.valueToTree(warnings));
        json.put("verified", verified);
        json.put("goneOn", goneOn);
        json.set("differences", MAPPER.valueToTree(differences));
        json.put("seconds", took.toMillis() / 1000.0);
        json.put("tasksPerSecond", Math.round(tasksPerSecond()));
        json.put("folder", folder);
        return json.toString();
    }

    /** Some lines for people. */
    public String text() {
        StringBuilder text = new StringBuilder();
        line(text, dryRun ? "Dry run: nothing was written" : "Run " + run);
        line(text, "  from      " + from);
        line(text, "  to        " + to);
        line(text, "  source    " + count(source, "task") + states());
        line(text, (dryRun ? "  to migrate " : "  migrated  ") + count(migrated) + besides());
        line(text, "  skipped   " + count(skipped));
        line(text, "  rejected  " + count(rejected));
        warnings.forEach(warning -> line(text, "  warning   " + warning.message()));
        if (!dryRun) {
            line(text, "  verified  " + (verified ? proof() : "NO"));
            differences.forEach(difference -> line(text, "    " + difference));
            line(text, String.format(Locale.ROOT, "  took      %.1f s", took.toMillis() / 1000.0) + rate());
            line(text, "  kept in   " + folder);
        }
        if (verified && unfinished() > 0) {
            line(text, stillWaiting());
        }
        return text.toString();
    }

    /** The first moments go into opening and proving, so few tasks tell nothing about the speed. */
    private String rate() {
        return migrated < TASKS_FOR_A_RATE || tasksPerSecond() < 1
                ? ""
                : String.format(Locale.ROOT, ", %.0f tasks/s", tasksPerSecond());
    }

    private long unfinished() {
        return byStatus.entrySet().stream()
                .filter(entry -> !entry.getKey().finished())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** The source is left as it was, and so could be worked on as well. */
    private String stillWaiting() {
        return count(unfinished(), "unfinished task")
                + (unfinished() == 1 ? " also still waits in " : " also still wait in ") + from
                + "; start nothing on it any more.";
    }

    private String besides() {
        return records == 0 ? "" : " and " + count(records, "record") + " beside them";
    }

    private String states() {
        return byStatus.isEmpty()
                ? ""
                : byStatus.entrySet().stream()
                        .map(entry -> count(entry.getValue()) + " " + entry.getKey())
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    /** What has gone on cannot be equal any more, and is no difference either. */
    private String proof() {
        return goneOn == 0
                ? "equal in both directions"
                : count(goneOn, "task")
                        + (goneOn == 1 ? " has gone on since it was copied" : " have gone on since they were copied")
                        + "; the others are equal";
    }

    private static String count(long count, String one) {
        return count(count) + " " + one + (count == 1 ? "" : "s");
    }

    private static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }
}
