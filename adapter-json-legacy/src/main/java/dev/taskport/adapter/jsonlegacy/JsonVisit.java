package dev.taskport.adapter.jsonlegacy;

import dev.taskport.adapter.jsonlegacy.JsonView.Found;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.Micros;
import dev.taskport.domain.TaskportException;
import dev.taskport.heap.HeapContent;
import dev.taskport.heap.HeapStore;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.StoreIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens a queue file for reading, and leaves no trace: a file that has been worked on is shown with what lies beside it, any
 * other as what the old program wrote. Whoever works on the file is not held up, so it is read until it was the same before
 * and after.
 */
final class JsonVisit {

    /** Nobody writes a file more often than it can be read; this only bounds the trying. */
    private static final int ATTEMPTS = 20;

    /** The first and only generation of a file that Taskport has never worked on. */
    private static final long FIRST_GENERATION = 1;

    private final JsonFolder folder;
    private final BackendOptions common;
    private final JsonLegacyOptions asked;
    private final Instant now;

    JsonVisit(JsonFolder folder, BackendOptions common, JsonLegacyOptions asked) {
        this.folder = folder;
        this.common = common;
        this.asked = asked;
        this.now = Micros.truncate(common.clock().instant());
    }

    PersistenceBackend open() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Moment before = moment();
            try {
                Supplier<PersistenceBackend> seen =
                        before.generations().isEmpty() ? alone() : beside(before.generations());
                if (moment().equals(before)) {
                    return seen.get();
                }
            } catch (TaskportException e) {
                if (moment().equals(before)) {
                    throw e;
                }
            }
        }
        throw ErrorCode.UNAVAILABLE.error(folder.data() + " was written anew each of the " + ATTEMPTS
                + " times that it was read. Nothing was opened or changed. Try again when it is written less often.");
    }

    /** What stays the same while nobody writes the file; that a journal grows harms nobody who has read less of it. */
    private record Moment(List<Long> generations, JsonFile.@Nullable Fingerprint file) {}

    private Moment moment() {
        return new Moment(folder.generations(), JsonFile.fingerprint(folder.data()));
    }

    private Supplier<PersistenceBackend> alone() {
        LegacyDocument document = LegacyReader.read(folder.data(), asked.bytesMax());
        Optional<JsonBackup> backup = JsonBackup.in(document, asked, now);
        LegacyImport read = backup.map(JsonBackup::read).orElseGet(() -> LegacyImport.of(document, asked, now));
        StoreIdentity identity = backup.map(JsonBackup::identity)
                .orElseGet(() -> new StoreIdentity(read.identity().lineage(), FIRST_GENERATION));
        HeapContent content = backup.map(JsonBackup::content).orElseGet(() -> read.content(document, now));
        JsonLegacyOptions options = backup.map(JsonBackup::options).orElse(asked);
        JsonView view = new JsonView(
                folder,
                JsonMarks.alone(document.sha256()),
                options,
                document.bytes(),
                Found.of(read, read.rejects(), ""),
                List.of(),
                asked.unheeded(options));
        return () -> new JsonGuestBackend(store(identity, content), view);
    }

    private Supplier<PersistenceBackend> beside(List<Long> generations) {
        JsonMarks marks = JsonMarks.beside(folder, generations, asked);
        JsonMerging merging = JsonMerging.read(folder, asked, now);
        return () -> {
            HeapStore store = store(merging.identity(), merging.content());
            return new JsonGuestBackend(store, merging.into(store, marks));
        };
    }

    private HeapStore store(StoreIdentity identity, HeapContent content) {
        return HeapStore.kept(
                common, identity, content, new JsonGuest(folder.data()), JsonOpening.closed(folder.data()));
    }
}
