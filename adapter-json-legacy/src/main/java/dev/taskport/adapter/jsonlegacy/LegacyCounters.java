package dev.taskport.adapter.jsonlegacy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taskport.adapter.jsonlegacy.LegacyNotes.Kind;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** The totals that the file keeps of itself: compared with what is there, told where they are wrong, never used. */
final class LegacyCounters {

    static final String COUNTS = "task_counts";
    static final String TOTAL = "total";
    static final String METADATA = "metadata";
    static final String TOTAL_TASKS = "total_tasks";

    private LegacyCounters() {}

    static void compare(LegacyDocument document, List<Map<String, String>> tasks, LegacyNotes notes) {
        counters(document, COUNTS).properties().forEach(counter -> {
            String name = counter.getKey();
            long found = name.equals(TOTAL) ? document.records().size() : withStatus(tasks, name);
            compare(COUNTS + "." + name, counter.getValue(), found, notes);
        });
        JsonNode total = counters(document, METADATA).path(TOTAL_TASKS);
        compare(METADATA + "." + TOTAL_TASKS, total, document.records().size(), notes);
    }

    private static JsonNode counters(LegacyDocument document, String field) {
        return JsonSlices.value(document.rootFields().getOrDefault(field, "{}"));
    }

    private static long withStatus(List<Map<String, String>> tasks, String name) {
        return tasks.stream()
                .filter(fields -> LegacyTaskJson.text(fields, "status")
                        .map(LegacyMapping::normal)
                        .filter(LegacyMapping.normal(name)::equals)
                        .isPresent())
                .count();
    }

    private static void compare(String counter, JsonNode said, long found, LegacyNotes notes) {
        if (said.isIntegralNumber() && said.bigIntegerValue().compareTo(BigInteger.valueOf(found)) != 0) {
            notes.note(Kind.COUNTERS, counter + " says " + said.asText() + ", there are " + found);
        }
    }
}
