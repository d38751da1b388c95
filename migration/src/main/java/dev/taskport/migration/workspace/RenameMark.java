package dev.taskport.migration.workspace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.Workspace;
import dev.taskport.port.Pause;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.RecordKey;
import dev.taskport.port.RecordWrite;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The record in a workspace that says that it is being renamed, so that a rename that was cut off is gone on with.
 *
 * @param to its new name
 * @param gates which of its gates were closed before
 */
record RenameMark(Workspace to, Set<Pause> gates) {

    private static final String PATH = "renamed-to";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    RenameMark {
        gates = Set.copyOf(gates);
    }

    static boolean is(RecordKey key) {
        return key.collection().equals(Workspaces.COLLECTION) && key.path().equals(PATH);
    }

    static RecordKey key(Workspace from) {
        return new RecordKey(from, Workspaces.COLLECTION, PATH);
    }

    static Optional<RenameMark> of(PersistenceBackend store, Workspace from) {
        return store.records().get(key(from)).map(stored -> parsed(from, stored.content()));
    }

    void write(PersistenceBackend store, Workspace from) {
        ObjectNode mark = MAPPER.createObjectNode().put("to", to.value());
        ArrayNode closed = mark.putArray("gates");
        gates.forEach(pause -> {
            ObjectNode gate = closed.addObject().put("gate", pause.gate().name());
            if (pause.type() != null) {
                gate.put("type", pause.type().value());
            }
        });
        store.records().write(List.of(new RecordWrite.Put(key(from), JsonText.of(mark.toString()), null, null)));
    }

    private static RenameMark parsed(Workspace from, JsonText text) {
        try {
            JsonNode mark = MAPPER.readTree(text.text());
            Set<Pause> gates = new HashSet<>();
            mark.path("gates")
                    .forEach(gate -> gates.add(new Pause(
                            Pause.Gate.valueOf(gate.path("gate").asText()),
                            from,
                            gate.hasNonNull("type")
                                    ? new TaskType(gate.path("type").asText())
                                    : null)));
            return new RenameMark(new Workspace(mark.path("to").asText()), gates);
        } catch (JsonProcessingException | IllegalArgumentException unreadable) {
            throw ErrorCode.DAMAGED.error(
                    "The record " + Workspaces.COLLECTION + "/" + PATH + " of workspace " + from
                            + " cannot be understood, so a rename that was cut off cannot be gone on with. Nothing was"
                            + " changed. Delete that record, and rename into a name that is free.",
                    unreadable);
        }
    }
}
