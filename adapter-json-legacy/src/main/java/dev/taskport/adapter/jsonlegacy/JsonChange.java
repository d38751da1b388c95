package dev.taskport.adapter.jsonlegacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.heap.HeapChange;
import dev.taskport.heap.HeapChange.SavedLog;
import dev.taskport.heap.HeapChange.SavedTask;
import dev.taskport.port.Pause;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A group of writes as one entry of the journal: of each task only the fields that changed. */
final class JsonChange {

    private JsonChange() {}

    /** @param merged the hash of a queue file that another program wrote and that this group brings in; empty for none */
    static String text(HeapChange change, String merged) {
        ObjectNode rest = JsonState.NODES.objectNode();
        rest.set("removed", JsonState.array(change.removed(), id -> JsonState.NODES.textNode(id.toString())));
        rest.set("logs", JsonState.array(change.logs(), JsonChange::log));
        rest.set("records", JsonState.array(change.records(), JsonState::stored));
        rest.set("removedRecords", JsonState.array(change.removedRecords(), JsonState::key));
        rest.set("grants", JsonState.array(change.grants(), JsonState::grant));
        rest.set("lanes", JsonState.array(change.lanes(), JsonState::lane));
        if (change.pauses() != null) {
            rest.set("pauses", JsonState.array(change.pauses(), JsonState::pause));
        }
        String saved = change.saved().stream().map(JsonChange::saved).collect(Collectors.joining(",", "[", "]"));
        String foreign = merged.isEmpty() ? "" : ",\"merged\":" + JsonSlices.quoted(merged);
        return "{\"saved\":" + saved + ",\"rest\":" + rest + foreign + "}";
    }

    /** The hash of the queue file that an entry has brought in. */
    static Optional<String> merged(String text) {
        return text.contains("\"merged\":")
                ? Optional.ofNullable(JsonSlices.value(text).path("merged").textValue())
                : Optional.empty();
    }

    private static String saved(SavedTask saved) {
        Task before = saved.before();
        Map<String, String> fields =
                TaskFields.difference(before == null ? Map.of() : TaskFields.of(before), TaskFields.of(saved.task()));
        String ticket = saved.ticket() == null ? "null" : "\"" + JsonState.real(saved.ticket()) + "\"";
        return "{\"id\":\"" + saved.task().id() + "\",\"ticket\":" + ticket + ",\"fields\":" + TaskFields.object(fields)
                + "}";
    }

    private static ObjectNode log(SavedLog log) {
        ObjectNode node =
                JsonState.NODES.objectNode().put("task", log.task().toString()).put("replaced", log.replaced());
        node.set("lines", JsonState.array(log.added(), JsonState::line));
        return node;
    }

    /** @param known the tasks as they were before the entry */
    static HeapChange read(String text, Function<TaskId, @Nullable Task> known) {
        JsonNode node = JsonSlices.value(text);
        JsonNode rest = node.path("rest");
        JsonNode pauses = rest.get("pauses");
        Set<Pause> closed = pauses == null ? null : Set.copyOf(JsonState.list(pauses, JsonState::pause));
        return new HeapChange(
                JsonState.list(node.path("saved"), saved -> saved(saved, known)),
                JsonState.list(rest.path("removed"), JsonState::task),
                JsonState.list(rest.path("logs"), JsonChange::log),
                JsonState.list(rest.path("records"), JsonState::stored),
                JsonState.list(rest.path("removedRecords"), JsonState::key),
                closed,
                JsonState.list(rest.path("grants"), JsonState::grant),
                JsonState.list(rest.path("lanes"), JsonState::lane));
    }

    private static SavedTask saved(JsonNode node, Function<TaskId, @Nullable Task> known) {
        Task before = known.apply(JsonState.task(node.path("id")));
        Map<String, String> changed = new LinkedHashMap<>();
        node.path("fields")
                .properties()
                .forEach(field -> changed.put(field.getKey(), field.getValue().toString()));
        Map<String, String> from = before == null ? Map.of() : TaskFields.of(before);
        Task task = TaskFields.task(TaskFields.overlaid(from, changed));
        return new SavedTask(before, task, JsonState.realOrNull(node.path("ticket")));
    }

    private static SavedLog log(JsonNode node) {
        List<dev.taskport.port.LogLine> lines = JsonState.list(node.path("lines"), JsonState::line);
        return new SavedLog(
                JsonState.task(node.path("task")), node.path("replaced").asBoolean(), lines);
    }
}
