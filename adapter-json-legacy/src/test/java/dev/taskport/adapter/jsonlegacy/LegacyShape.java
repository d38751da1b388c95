package dev.taskport.adapter.jsonlegacy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The shape of the old program's file, as its description has it: fields, types and words. Knows nothing of the classes
 * that write it.
 */
final class LegacyShape {

    private static final Set<String> STATUSES =
            Set.of("pending_assignment", "in_progress", "completed", "blocked", "deferred", "failed", "cancelled");
    private static final Set<String> PRIORITIES = Set.of("CRITICAL", "HIGH", "MEDIUM", "LOW");
    private static final List<String> ALWAYS_TEXTS = List.of(
            "id", "title", "description", "status", "priority", "capability_required", "created_by", "created_at");
    private static final List<String> SOMETIMES_TEXTS =
            List.of("file", "completed_at", "completed_by", "assigned_to", "assigned_at", "notes");
    private static final List<String> TIMES = List.of("created_at", "completed_at", "assigned_at");

    private static final ObjectMapper STRICT = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final List<String> faults = new ArrayList<>();

    private LegacyShape() {}

    /** What is wrong with the bytes of a file; empty if nothing. */
    static List<String> faults(byte[] bytes) {
        LegacyShape shape = new LegacyShape();
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            shape.root(STRICT.readTree(text));
        } catch (CharacterCodingException e) {
            shape.faults.add("no UTF-8");
        } catch (IOException e) {
            shape.faults.add("no JSON: " + e.getMessage());
        }
        return shape.faults;
    }

    private void require(boolean right, String fault) {
        if (!right) {
            faults.add(fault);
        }
    }

    private void root(JsonNode root) {
        require(root != null && root.isObject(), "the root is no object");
        if (!faults.isEmpty()) {
            return;
        }
        require(root.path("tasks").isArray(), "tasks is no array");
        require(root.path("updated_by").isTextual(), "updated_by is no text");
        require(
                root.path("last_updated").isTextual()
                        && isTime(root.path("last_updated").asText()),
                "last_updated");
        require(root.path("metadata").isObject(), "metadata is no object");
        require(root.path("task_counts").path("total").isInt(), "task_counts has no total");
        require(!root.has("taskport"), "the root has a field that is not the old program's");
        Set<String> ids = new HashSet<>();
        for (JsonNode task : root.path("tasks")) {
            task(task, ids);
        }
    }

    private void task(JsonNode task, Set<String> ids) {
        String id = task.path("id").asText();
        require(task.isObject(), "a task is no object");
        require(ids.add(id), "two tasks are " + id);
        ALWAYS_TEXTS.forEach(name -> require(task.path(name).isTextual(), id + ": " + name + " is no text"));
        SOMETIMES_TEXTS.forEach(
                name -> require(!task.has(name) || task.path(name).isTextual(), id + ": " + name + " is no text"));
        TIMES.forEach(
                name -> require(!task.has(name) || isTime(task.path(name).asText()), id + ": " + name + " is no time"));
        require(STATUSES.contains(task.path("status").asText()), id + ": status " + task.path("status"));
        require(PRIORITIES.contains(task.path("priority").asText()), id + ": priority " + task.path("priority"));
        require(task.path("estimated_tokens").isIntegralNumber(), id + ": estimated_tokens is no number");
        require(isTexts(task.path("tags")), id + ": tags are no texts");
        require(!task.has("dependencies") || isTexts(task.path("dependencies")), id + ": dependencies");
        require(!task.has("failures") || task.path("failures").isArray(), id + ": failures");
        require(!task.has("metadata") || task.path("metadata").isObject(), id + ": metadata");
        require(!task.has("taskport") || task.path("taskport").isObject(), id + ": taskport");
    }

    private static boolean isTexts(JsonNode node) {
        boolean texts = node.isArray();
        for (JsonNode element : node) {
            texts &= element.isTextual();
        }
        return texts;
    }

    private static boolean isTime(String text) {
        try {
            if (text.matches(".*(Z|[+-][0-9]{2}:[0-9]{2})")) {
                OffsetDateTime.parse(text);
            } else {
                LocalDateTime.parse(text);
            }
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /** Where two files differ by value: {@code id.field} or {@code root.field}, each with what it was and is. */
    static Map<String, String> differences(byte[] before, byte[] after) throws IOException {
        Map<String, String> differences = new java.util.TreeMap<>();
        JsonNode one = STRICT.readTree(before);
        JsonNode two = STRICT.readTree(after);
        compare("root", without(one), without(two), differences);
        List<String> order = ids(one);
        if (!order.equals(ids(two))) {
            differences.put("order", order + " -> " + ids(two));
            return differences;
        }
        for (int i = 0; i < order.size(); i++) {
            compare(order.get(i), one.path("tasks").get(i), two.path("tasks").get(i), differences);
        }
        return differences;
    }

    private static JsonNode without(JsonNode root) {
        return ((com.fasterxml.jackson.databind.node.ObjectNode) root.deepCopy()).without("tasks");
    }

    private static List<String> ids(JsonNode root) {
        List<String> ids = new ArrayList<>();
        root.path("tasks").forEach(task -> ids.add(task.path("id").asText()));
        return ids;
    }

    private static void compare(String where, JsonNode one, JsonNode two, Map<String, String> differences) {
        Set<String> names = new java.util.LinkedHashSet<>();
        one.fieldNames().forEachRemaining(names::add);
        List<String> inOne = List.copyOf(names);
        List<String> inTwo = new ArrayList<>();
        two.fieldNames().forEachRemaining(inTwo::add);
        names.addAll(inTwo);
        for (String name : names) {
            if (!one.path(name).equals(two.path(name))) {
                differences.put(where + "." + name, one.path(name) + " -> " + two.path(name));
            }
        }
        List<String> common = inTwo.stream().filter(inOne::contains).toList();
        if (!common.equals(inOne.stream().filter(inTwo::contains).toList())) {
            differences.put(where + " key order", inOne + " -> " + inTwo);
        }
    }
}
