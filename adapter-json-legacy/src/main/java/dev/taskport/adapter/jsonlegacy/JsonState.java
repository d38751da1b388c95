package dev.taskport.adapter.jsonlegacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.Lane;
import dev.taskport.domain.Micros;
import dev.taskport.domain.Requirements;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.Workspace;
import dev.taskport.port.LogLevel;
import dev.taskport.port.LogLine;
import dev.taskport.port.NodeGrant;
import dev.taskport.port.Pause;
import dev.taskport.port.RecordKey;
import dev.taskport.port.StoredRecord;
import dev.taskport.port.TransferItem.VirtualTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Everything of a store that is no task, as JSON. */
final class JsonState {

    static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonState() {}

    static <T> ArrayNode array(Collection<T> items, Function<T, JsonNode> made) {
        ArrayNode array = NODES.arrayNode();
        items.forEach(item -> array.add(made.apply(item)));
        return array;
    }

    static <T> List<T> list(JsonNode array, Function<JsonNode, T> made) {
        List<T> list = new ArrayList<>();
        array.forEach(node -> list.add(made.apply(node)));
        return list;
    }

    static ObjectNode pause(Pause pause) {
        return NODES.objectNode()
                .put("gate", pause.gate().name())
                .put(
                        "workspace",
                        pause.workspace() == null ? null : pause.workspace().value())
                .put("type", pause.type() == null ? null : pause.type().value());
    }

    static Pause pause(JsonNode node) {
        String workspace = node.path("workspace").textValue();
        String type = node.path("type").textValue();
        return new Pause(
                Pause.Gate.valueOf(node.path("gate").asText()),
                workspace == null ? null : new Workspace(workspace),
                type == null ? null : new TaskType(type));
    }

    static ObjectNode grant(NodeGrant grant) {
        return NODES.objectNode()
                .put("node", grant.node())
                .put("from", grant.fromMillis())
                .put("until", grant.untilMillis())
                .put("owner", grant.owner());
    }

    static NodeGrant grant(JsonNode node) {
        return new NodeGrant(
                node.path("node").asInt(),
                node.path("from").asLong(),
                node.path("until").asLong(),
                node.path("owner").asLong());
    }

    static ObjectNode lane(VirtualTime lane) {
        return NODES.objectNode()
                .put("workspace", lane.lane().workspace().value())
                .put("type", lane.lane().type().value())
                .put("requirements", lane.lane().requirements().canonical())
                .put("value", real(lane.value()));
    }

    static VirtualTime lane(JsonNode node) {
        Lane lane = new Lane(
                new Workspace(node.path("workspace").asText()),
                new TaskType(node.path("type").asText()),
                Requirements.parse(node.path("requirements").asText()));
        return new VirtualTime(lane, real(node.path("value")));
    }

    /** A number whose every bit counts. */
    static String real(double value) {
        return Double.toHexString(value);
    }

    static double real(JsonNode node) {
        return Double.parseDouble(node.asText());
    }

    static ObjectNode key(RecordKey key) {
        return NODES.objectNode()
                .put("workspace", key.workspace().value())
                .put("collection", key.collection())
                .put("path", key.path());
    }

    static RecordKey key(JsonNode node) {
        return new RecordKey(
                new Workspace(node.path("workspace").asText()),
                node.path("collection").asText(),
                node.path("path").asText());
    }

    static ObjectNode stored(StoredRecord stored) {
        return key(stored.key())
                .put("content", stored.content().text())
                .put("version", stored.version())
                .put("updatedAt", Micros.of(stored.updatedAt()))
                .put("expiresAt", Micros.ofNullable(stored.expiresAt()));
    }

    static StoredRecord stored(JsonNode node) {
        JsonNode expires = node.path("expiresAt");
        return new StoredRecord(
                key(node),
                JsonText.stored(node.path("content").asText()),
                node.path("version").asLong(),
                Micros.toInstant(node.path("updatedAt").asLong()),
                expires.isNumber() ? Micros.toInstant(expires.asLong()) : null);
    }

    static ObjectNode line(LogLine line) {
        return NODES.objectNode()
                .put("sequence", line.sequence())
                .put("at", Micros.of(line.at()))
                .put("attempt", line.attempt())
                .put("level", line.level().name())
                .put("message", line.message());
    }

    static LogLine line(JsonNode node) {
        return new LogLine(
                node.path("sequence").asLong(),
                Micros.toInstant(node.path("at").asLong()),
                node.path("attempt").asInt(),
                LogLevel.valueOf(node.path("level").asText()),
                node.path("message").asText());
    }

    static TaskId task(JsonNode node) {
        return TaskId.parse(node.asText());
    }

    static @Nullable Double realOrNull(JsonNode node) {
        return node.isTextual() ? real(node) : null;
    }
}
