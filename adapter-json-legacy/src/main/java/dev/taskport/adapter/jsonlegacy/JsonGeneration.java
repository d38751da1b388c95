package dev.taskport.adapter.jsonlegacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.Lineage;
import dev.taskport.domain.Micros;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskState;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskportException;
import dev.taskport.heap.HeapContent;
import dev.taskport.heap.HeapContent.KeptTask;
import dev.taskport.port.StoreIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One generation of a store: the document, and beside it the state that no legacy field tells, under an envelope that says
 * what belongs together. A generation exists from the moment on when its state is in the folder.
 *
 * @param number from 1, one more for each time the document was written anew
 * @param document the hash of the document
 * @param open the hash of the document while there are changes that it does not show
 * @param replaces the hash of the queue file that it follows; empty if there was none
 * @param body the state
 */
record JsonGeneration(long number, String document, String open, String replaces, JsonNode body) {

    private static final String MAGIC = "taskport-json-legacy";
    private static final int FORMAT = 1;

    /** The state's text for a generation that is about to be written. */
    static byte[] text(
            long number,
            String document,
            String open,
            String replaces,
            HeapContent content,
            StoreIdentity identity,
            JsonLegacyOptions options) {
        String body = body(content, identity, options).toString();
        ObjectNode envelope = JsonState.NODES
                .objectNode()
                .put("magic", MAGIC)
                .put("format", FORMAT)
                .put("generation", number)
                .put("tasks", content.tasks().size())
                .put("document", document)
                .put("open", open)
                .put("replaces", replaces)
                .put("state", LegacyText.sha256Of(body));
        return (envelope + "\n" + body + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static ObjectNode body(HeapContent content, StoreIdentity identity, JsonLegacyOptions options) {
        ObjectNode body = JsonState.NODES
                .objectNode()
                .put("lineage", Long.toHexString(identity.lineage().value()))
                .put("generation", identity.generation())
                .put("zone", options.zone().getId());
        ObjectNode statuses = body.putObject("statuses");
        options.statuses().forEach((word, status) -> statuses.put(word, status.name()));
        body.set("pauses", JsonState.array(content.pauses(), JsonState::pause));
        body.set("grants", JsonState.array(content.grants(), JsonState::grant));
        body.set("lanes", JsonState.array(content.lanes(), JsonState::lane));
        body.set("records", JsonState.array(content.records(), JsonState::stored));
        ObjectNode tasks = body.putObject("tasks");
        content.tasks().forEach(kept -> {
            ObjectNode extras = extras(kept);
            if (!extras.isEmpty()) {
                tasks.set(kept.task().id().toString(), extras);
            }
        });
        return body;
    }

    private static ObjectNode extras(KeptTask kept) {
        ObjectNode extras = JsonState.NODES.objectNode();
        Instant importedAt = kept.task().state().importedAt();
        if (importedAt != null) {
            extras.put("importedAt", Micros.of(importedAt));
        }
        if (kept.ticket() != null) {
            extras.put("ticket", JsonState.real(kept.ticket()));
        }
        if (!kept.log().isEmpty()) {
            extras.set("log", JsonState.array(kept.log(), JsonState::line));
        }
        return extras;
    }

    /** @throws TaskportException DAMAGED if it is not what was written; SCHEMA_TOO_NEW if a newer version wrote it */
    static JsonGeneration read(JsonFolder folder, long number) {
        Path file = folder.state(number);
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            int end = text.indexOf('\n');
            JsonNode envelope = JsonSlices.value(text.substring(0, Math.max(end, 0)));
            requireKnown(file, envelope);
            String body = text.substring(end + 1).stripTrailing();
            if (!LegacyText.sha256Of(body).equals(envelope.path("state").asText())
                    || envelope.path("generation").asLong() != number) {
                throw damaged(file, "its content is not what was written");
            }
            requireDocument(folder, number, envelope);
            return new JsonGeneration(
                    number,
                    envelope.path("document").asText(),
                    envelope.path("open").asText(),
                    envelope.path("replaces").asText(),
                    JsonSlices.value(body));
        } catch (UncheckedIOException e) {
            throw damaged(file, "it is no JSON");
        } catch (IOException e) {
            throw damaged(file, "it cannot be read (" + e.getMessage() + ")");
        }
    }

    private static void requireKnown(Path file, JsonNode envelope) {
        if (!envelope.path("magic").asText().equals(MAGIC)) {
            throw damaged(file, "it does not begin as such a file does");
        }
        if (envelope.path("format").asInt() > FORMAT) {
            throw ErrorCode.SCHEMA_TOO_NEW.error(file + " was written by a newer version of Taskport (format "
                    + envelope.path("format").asInt() + ", known is " + FORMAT
                    + "). Nothing was opened or changed. Use that version.");
        }
    }

    private static void requireDocument(JsonFolder folder, long number, JsonNode envelope) throws IOException {
        try {
            byte[] bytes = Files.readAllBytes(folder.document(number));
            if (!LegacyText.sha256(bytes).equals(envelope.path("document").asText())) {
                throw damaged(folder.document(number), "its content is not what was written");
            }
        } catch (NoSuchFileException e) {
            throw damaged(folder.document(number), "it is missing");
        }
    }

    private static TaskportException damaged(Path file, String why) {
        return ErrorCode.DAMAGED.error(file + " is damaged: " + why + ". Nothing was changed. Restore the folder from a"
                + " backup, or move it away to open the queue file alone.");
    }

    StoreIdentity identity() {
        return new StoreIdentity(
                new Lineage(Long.parseUnsignedLong(body.path("lineage").asText(), 16)),
                body.path("generation").asLong());
    }

    /** How words and times were read when the file was taken in, so that they mean the same for ever. */
    JsonLegacyOptions reading(JsonLegacyOptions asked) {
        Map<String, TaskStatus> statuses = new TreeMap<>();
        body.path("statuses")
                .properties()
                .forEach(entry -> statuses.put(
                        entry.getKey(), TaskStatus.valueOf(entry.getValue().asText())));
        return asked.reading(ZoneId.of(body.path("zone").asText()), statuses);
    }

    /**
     * The hashes that the queue file may have without anybody else having written it.
     *
     * @param isWritten whether the queue file is known to have shown this generation
     */
    Set<String> own(boolean isWritten) {
        Set<String> own = new HashSet<>(Set.of(document, open));
        if (!isWritten) {
            own.add(replaces);
        }
        return own;
    }

    /** What the document says, together with the state beside it. */
    HeapContent content(LegacyImport read) {
        List<KeptTask> tasks = new ArrayList<>();
        read.tasks().forEach(task -> tasks.add(kept(task)));
        return new HeapContent(
                tasks,
                JsonState.list(body.path("records"), JsonState::stored),
                Set.copyOf(JsonState.list(body.path("pauses"), JsonState::pause)),
                JsonState.list(body.path("grants"), JsonState::grant),
                JsonState.list(body.path("lanes"), JsonState::lane));
    }

    private KeptTask kept(Task task) {
        JsonNode extras = body.path("tasks").path(task.id().toString());
        return new KeptTask(
                importedAt(task, extras.path("importedAt")),
                JsonState.realOrNull(extras.path("ticket")),
                JsonState.list(extras.path("log"), JsonState::line));
    }

    private static Task importedAt(Task task, @Nullable JsonNode micros) {
        if (micros == null || !micros.isNumber() || task.state().importedAt() == null) {
            return task;
        }
        TaskState state = task.state().toBuilder()
                .importedAt(Micros.toInstant(micros.asLong()))
                .build();
        return new Task(task.id(), task.lineage(), task.spec(), state, task.stamp());
    }
}
