package dev.taskport.adapter.jsonlegacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.Lineage;
import dev.taskport.domain.Task;
import dev.taskport.heap.HeapContent;
import dev.taskport.port.StoredRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The root object's fields around the tasks: those of the queue file that the tasks came from, found again among the records
 * of the store, or those that the old program begins with.
 *
 * @param lineage of the queue file; null if the tasks never were in one
 * @param taskCount how many tasks that file had; -1 if nobody noted it
 * @param order the names of the fields, {@code tasks} among them
 * @param fields the values, letter for letter
 */
record LegacyRoot(@Nullable Lineage lineage, long taskCount, List<String> order, Map<String, String> fields) {

    static final String UPDATED_BY = "updated_by";
    static final String LAST_UPDATED = "last_updated";
    private static final String WRITER = "taskport";

    private static final LegacyRoot FRESH = new LegacyRoot(
            null,
            0,
            List.of(LegacyDocument.TASKS, LegacyCounters.COUNTS, LegacyCounters.METADATA, LAST_UPDATED, UPDATED_BY),
            Map.of(
                    LegacyCounters.COUNTS,
                    "{\"total\": 0, \"pending_assignment\": 0, \"in_progress\": 0, \"completed\": 0, \"blocked\": 0}",
                    LegacyCounters.METADATA,
                    "{\"version\": \"1.0\", \"total_tasks\": 0}"));

    LegacyRoot {
        order = List.copyOf(order);
        fields = new LinkedHashMap<>(fields);
    }

    /** The lineages of all queue files that the store knows. */
    static Set<Lineage> lineages(HeapContent content) {
        return documents(content).keySet().stream()
                .map(LegacyRoot::lineageOf)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    /** The root of the queue file from which most of the tasks came. */
    static LegacyRoot of(HeapContent content) {
        Map<Lineage, Long> tasks = content.tasks().stream()
                .collect(Collectors.groupingBy(kept -> kept.task().lineage(), Collectors.counting()));
        return lineages(content).stream()
                .max(Comparator.comparingLong((Lineage lineage) -> tasks.getOrDefault(lineage, 0L))
                        .thenComparing(Lineage::toString))
                .map(lineage -> of(content, lineage))
                .orElse(FRESH);
    }

    private static LegacyRoot of(HeapContent content, Lineage lineage) {
        JsonNode document =
                JsonSlices.value(Objects.requireNonNull(documents(content).get(lineage + LegacyRootRecords.DOCUMENT))
                        .text());
        List<String> order = new ArrayList<>();
        document.path("fields").forEach(name -> order.add(name.asText()));
        if (!order.contains(LegacyDocument.TASKS)) {
            order.add(0, LegacyDocument.TASKS);
        }
        Map<String, String> fields = new LinkedHashMap<>();
        legacy(content)
                .forEach((path, value) -> LegacyRootRecords.field(lineage, path)
                        .filter(name -> LegacyRootRecords.isFit(name, value))
                        .ifPresent(name -> fields.put(name, value.text())));
        fields.keySet().stream().filter(name -> !order.contains(name)).forEach(order::add);
        order.removeIf(name -> !name.equals(LegacyDocument.TASKS) && !fields.containsKey(name));
        return new LegacyRoot(lineage, document.path("tasks").asLong(-1), order, fields);
    }

    private static Map<String, JsonText> legacy(HeapContent content) {
        Map<String, JsonText> legacy = new TreeMap<>();
        content.records().stream()
                .filter(LegacyRootRecords::isOne)
                .forEach(kept -> legacy.put(kept.key().path(), kept.content()));
        return legacy;
    }

    private static Map<String, JsonText> documents(HeapContent content) {
        return content.records().stream()
                .filter(LegacyRootRecords::isOne)
                .filter(kept -> kept.key().path().endsWith(LegacyRootRecords.DOCUMENT))
                .filter(kept -> JsonSlices.isStrict(kept.content().text()))
                .collect(Collectors.toMap(kept -> kept.key().path(), StoredRecord::content));
    }

    private static Optional<Lineage> lineageOf(String path) {
        String text = path.substring(0, path.length() - LegacyRootRecords.DOCUMENT.length());
        return text.matches("[0-9a-f]{16}")
                ? Optional.of(new Lineage(Long.parseUnsignedLong(text, 16)))
                : Optional.empty();
    }

    /** Whether these tasks are all that the file had, and untouched. */
    boolean untouched(List<Task> tasks, LegacyRecords records) {
        return lineage != null
                && (taskCount < 0 || taskCount == tasks.size())
                && tasks.stream().allMatch(task -> task.lineage().equals(lineage) && records.untouched(task));
    }

    /** The root with counters that are true, and with a note of who wrote it when. */
    LegacyRoot counted(List<LegacyTaskJson> records, Instant now) {
        Map<String, Integer> counts = new TreeMap<>();
        records.forEach(record -> LegacyTaskJson.text(record.fields(), "status")
                .ifPresent(word -> counts.merge(LegacyMapping.normal(word), 1, Integer::sum)));
        List<String> all = new ArrayList<>(order);
        Map<String, String> counted = new LinkedHashMap<>(fields);
        counted.computeIfPresent(LegacyCounters.COUNTS, (name, raw) -> counts(raw, records.size(), counts));
        counted.computeIfPresent(LegacyCounters.METADATA, (name, raw) -> total(raw, records.size()));
        put(all, counted, LAST_UPDATED, LegacyMapping.text(now));
        put(all, counted, UPDATED_BY, WRITER);
        return new LegacyRoot(lineage, taskCount, all, counted);
    }

    private static void put(List<String> order, Map<String, String> fields, String name, String text) {
        fields.put(name, JsonSlices.quoted(text));
        if (!order.contains(name)) {
            order.add(name);
        }
    }

    private static String counts(String raw, int total, Map<String, Integer> counts) {
        if (!(JsonSlices.value(raw) instanceof ObjectNode object)) {
            return raw;
        }
        Set<String> left = new TreeSet<>(counts.keySet());
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            if (name.equals(LegacyCounters.TOTAL)) {
                object.put(LegacyCounters.TOTAL, total);
            } else if (object.path(name).isIntegralNumber()) {
                object.put(name, counts.getOrDefault(LegacyMapping.normal(name), 0));
                left.remove(LegacyMapping.normal(name));
            }
        }
        left.forEach(name -> object.put(name, counts.get(name)));
        return object.toString();
    }

    private static String total(String raw, int total) {
        if (JsonSlices.value(raw) instanceof ObjectNode object
                && object.path(LegacyCounters.TOTAL_TASKS).isIntegralNumber()) {
            return object.put(LegacyCounters.TOTAL_TASKS, total).toString();
        }
        return raw;
    }
}
