package dev.taskport.adapter.jsonlegacy;

import dev.taskport.adapter.jsonlegacy.JsonLoading.Loaded;
import dev.taskport.adapter.jsonlegacy.JsonView.Found;
import dev.taskport.domain.ExternalId;
import dev.taskport.domain.TaskportException;
import dev.taskport.heap.HeapContent;
import dev.taskport.heap.HeapStore;
import dev.taskport.port.ForeignReader.Reject;
import dev.taskport.port.StoreIdentity;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A queue file and what lies beside it, as they were read for a guest: what another program has written since is brought in,
 * so that it is seen, and is written nowhere.
 */
final class JsonMerging {

    private final JsonFolder folder;
    private final JsonLegacyOptions asked;
    private final Instant now;
    private final Loaded loaded;
    /** The documents that Taskport wrote, the last first. */
    private final List<LegacyDocument> written;
    /** The queue file; null if it is gone. */
    private final byte @Nullable [] file;

    private JsonMerging(
            JsonFolder folder,
            JsonLegacyOptions asked,
            Instant now,
            Loaded loaded,
            List<LegacyDocument> written,
            byte @Nullable [] file) {
        this.folder = folder;
        this.asked = asked;
        this.now = now;
        this.loaded = loaded;
        this.written = written;
        this.file = file;
    }

    static JsonMerging read(JsonFolder folder, JsonLegacyOptions asked, Instant now) {
        Loaded loaded = new JsonLoading(folder, asked, now, false).load();
        long bytesMax = asked.own().bytesMax();
        List<LegacyDocument> written =
                ForeignChanges.written(folder, loaded.generation().number(), loaded.options());
        byte[] file = Files.exists(folder.data()) ? LegacyText.bytes(folder.data(), bytesMax) : null;
        return new JsonMerging(folder, asked, now, loaded, written, file);
    }

    StoreIdentity identity() {
        return loaded.generation().identity();
    }

    /** What lies beside the file. */
    HeapContent content() {
        return loaded.content();
    }

    /** Brings what the file says into a store of the content. */
    JsonView into(HeapStore store, JsonMarks marks) {
        List<String> notes = new ArrayList<>(loaded.notes());
        Found found = found(store, notes);
        return new JsonView(
                folder,
                marks.file(file == null ? "" : LegacyText.sha256(file)),
                loaded.options(),
                file == null ? 0 : file.length,
                found,
                notes,
                asked.unheeded(loaded.options()));
    }

    private Found found(HeapStore store, List<String> notes) {
        if (file == null) {
            return asWritten("it is gone. Opened for work, it is written again from what lies beside it");
        }
        if (loaded.own().contains(LegacyText.sha256(file))) {
            return asWritten("");
        }
        try {
            LegacyDocument theirs = LegacyReader.read(LegacyText.of(folder.data(), file));
            notes.add(ForeignChanges.bringIn(store, written, theirs, loaded.options())
                    .told());
            store.settled();
            LegacyImport read = LegacyImport.of(theirs, loaded.options(), now);
            return Found.of(read, rejects(read), "");
        } catch (TaskportException e) {
            return asWritten(
                    "it is damaged, so that what another program may have written is not seen. Opened for work,"
                            + " it is set aside and written again from what lies beside it: " + e.getMessage());
        }
    }

    private Found asWritten(String fault) {
        return Found.of(loaded.base(), List.of(), fault);
    }

    private List<Reject> rejects(LegacyImport read) {
        List<Reject> rejects = new ArrayList<>(read.rejects());
        Set<String> taken = taken();
        read.sources().stream()
                .filter(source -> taken.contains(name(source)))
                .map(source -> new Reject(
                        source.where(), "its id is that of a task that Taskport has taken in meanwhile", source.text()))
                .forEach(rejects::add);
        return rejects;
    }

    /** The names of tasks that are only beside the file: another program that gives one to a record means another task. */
    private Set<String> taken() {
        Set<String> taken = loaded.content().tasks().stream()
                .map(kept -> kept.task())
                .filter(task -> task.workspace().equals(LegacyTasks.WORKSPACE))
                .map(task -> task.spec().externalId())
                .flatMap(name -> Optional.ofNullable(name).stream())
                .map(ExternalId::value)
                .collect(Collectors.toCollection(HashSet::new));
        loaded.base().sources().forEach(source -> taken.remove(name(source)));
        return taken;
    }

    private static String name(LegacyTaskJson record) {
        return LegacyTaskJson.text(record.fields(), "id").orElse("");
    }
}
