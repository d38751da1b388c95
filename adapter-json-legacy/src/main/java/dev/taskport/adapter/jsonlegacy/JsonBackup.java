package dev.taskport.adapter.jsonlegacy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskportException;
import dev.taskport.heap.HeapContent;
import dev.taskport.heap.HeapStore;
import dev.taskport.port.StoreIdentity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * A queue file that holds a whole store: what else lies in the folder beside it stands in a root field of its own.
 *
 * @param options by which its words and times were read
 * @param read what its legacy fields say
 */
record JsonBackup(StoreIdentity identity, JsonLegacyOptions options, LegacyImport read, HeapContent content) {

    /** The backup that the document is; empty if it is none. */
    static Optional<JsonBackup> in(LegacyDocument document, JsonLegacyOptions asked, Instant now) {
        String state = document.rootFields().get(LegacyTaskJson.TASKPORT);
        JsonNode body = state == null ? null : JsonSlices.value(state);
        if (body == null || !body.has("lineage")) {
            return Optional.empty();
        }
        try {
            return Optional.of(of(new JsonGeneration(0, "", "", "", body), document, asked, now));
        } catch (TaskportException e) {
            throw e;
        } catch (RuntimeException e) {
            // Whatever somebody has made of it.
            throw damaged(document.file(), e);
        }
    }

    private static JsonBackup of(JsonGeneration state, LegacyDocument document, JsonLegacyOptions asked, Instant now) {
        JsonLegacyOptions options = state.reading(asked);
        LegacyImport read = LegacyImport.of(document, options, now);
        return new JsonBackup(state.identity(), options, read, state.content(read));
    }

    private static TaskportException damaged(Path file, RuntimeException e) {
        return ErrorCode.DAMAGED.error(
                file + " has a root field " + LegacyTaskJson.TASKPORT + " as backups of Taskport have, but it is not"
                        + " what was written. Nothing was taken from the file and it was not changed. Take another backup,"
                        + " or remove that field to go on with the tasks alone.",
                e);
    }

    /**
     * Writes a backup of a store.
     *
     * @param order of the tasks in the file
     */
    static long write(Path target, HeapStore store, Path file, JsonLegacyOptions options, List<TaskId> order) {
        HeapContent content = store.read(store::content);
        Instant now = store.read(() -> store.moment().now());
        JsonDocument document = JsonDocument.of(content, order, options, file, now);
        byte[] bytes = text(document, content, store.identity(), options).getBytes(StandardCharsets.UTF_8);
        return JsonCopy.write(target, bytes, readBack -> holds(target, readBack, content, options, now));
    }

    static String text(JsonDocument document, HeapContent content, StoreIdentity identity, JsonLegacyOptions options) {
        String end = "\n}\n";
        String head = document.text().substring(0, document.text().length() - end.length());
        return head + ",\n  " + JsonSlices.quoted(LegacyTaskJson.TASKPORT) + ": "
                + JsonGeneration.body(content, identity, options) + end;
    }

    private static boolean holds(
            Path target, byte[] bytes, HeapContent content, JsonLegacyOptions options, Instant now) {
        LegacyDocument document = LegacyReader.read(LegacyText.of(target, bytes));
        return in(document, options, now)
                .filter(backup -> same(backup.content(), content))
                .isPresent();
    }

    /** Whether two contents are the same, whatever their order. */
    private static boolean same(HeapContent one, HeapContent other) {
        return new HashSet<>(one.tasks()).equals(new HashSet<>(other.tasks()))
                && new HashSet<>(one.records()).equals(new HashSet<>(other.records()))
                && one.pauses().equals(other.pauses())
                && new HashSet<>(one.grants()).equals(new HashSet<>(other.grants()))
                && new HashSet<>(one.lanes()).equals(new HashSet<>(other.lanes()));
    }
}
