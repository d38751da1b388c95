package dev.taskport.adapter.jsonlegacy;

import dev.taskport.adapter.jsonlegacy.JsonLoading.Loaded;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.Lineage;
import dev.taskport.domain.Micros;
import dev.taskport.domain.Moment;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskLifecycle;
import dev.taskport.domain.TaskportException;
import dev.taskport.heap.HeapContent;
import dev.taskport.heap.HeapContent.KeptTask;
import dev.taskport.heap.HeapStore;
import dev.taskport.port.BackendCare.Check;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.BackendProvider.OpenMode;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.StoreIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens queue files: for work, with a folder beside them and a lock, or for reading, without any trace. */
final class JsonOpening {

    private static final Logger LOG = LoggerFactory.getLogger(JsonOpening.class);

    private static final long FIRST_GENERATION = 1;
    private static final long FIRST_NUMBER = 1;

    private final BackendOptions common;
    private final JsonLegacyOptions options;
    private final Path file;
    private final JsonFolder folder;
    private final JsonWorld world;

    private JsonOpening(Path file, BackendOptions common, JsonLegacyOptions options, JsonWorld world) {
        this.world = world;
        this.common = common;
        this.options = options;
        this.file = file;
        this.folder = JsonFolder.of(file);
    }

    static PersistenceBackend open(String location, BackendOptions common, JsonLegacyOptions options, OpenMode mode) {
        return open(location, common, options, mode, JsonWorld.REAL);
    }

    static PersistenceBackend open(
            String location, BackendOptions common, JsonLegacyOptions options, OpenMode mode, JsonWorld world) {
        Path file = LegacyFiles.locate(location, mode);
        JsonOpening opening = new JsonOpening(file, common, options, world);
        return Apart.run(() -> mode == OpenMode.READ_ONLY ? opening.forReading() : opening.forWork());
    }

    /** A file that has been worked on is shown with what lies beside it; any other as what the old program wrote. */
    private PersistenceBackend forReading() {
        if (!folder.generations().isEmpty()) {
            Loaded loaded = load(folder.generations());
            return reading(
                    loaded.generation().identity(), loaded.content(), loaded.options(), new JsonGuest(folder, loaded));
        }
        LegacyDocument document = LegacyReader.read(file, options.bytesMax());
        JsonGeneration backup = JsonBackup.state(document);
        if (backup == null) {
            return JsonLegacyBackend.read(file, options, common.clock());
        }
        JsonLegacyOptions written = backup.reading(options);
        HeapContent content = backup.content(LegacyImport.of(document, written, now()));
        return reading(backup.identity(), content, written, new JsonGuest(folder, null));
    }

    /** Whoever works on the file may replace a generation while it is being read; then the next one is there. */
    private Loaded load(List<Long> seen) {
        try {
            return new JsonLoading(folder, options, now(), false).load();
        } catch (TaskportException e) {
            List<Long> present = folder.generations();
            if (present.equals(seen)) {
                throw e;
            }
            return load(present);
        }
    }

    private PersistenceBackend reading(
            StoreIdentity identity, HeapContent content, JsonLegacyOptions written, JsonGuest guest) {
        HeapStore store = HeapStore.kept(common, identity, content, guest, closedMessage());
        guest.lookAt(store);
        JsonLegacyStoreCare care =
                new JsonLegacyStoreCare(store, file, written, () -> checks(guest.notes()), guest::bytes);
        return new JsonLegacyPersistenceBackend(store, care, () -> {}, () -> {});
    }

    private PersistenceBackend forWork() {
        prepare();
        JsonLock lock = JsonLock.take(folder.lock(), file);
        try {
            PersistenceBackend backend = locked(lock);
            LOG.warn(
                    "{} is a JSON queue, which is deprecated: it is slow, and other programs can write to it. Leave it with"
                            + " taskport migrate json:{} --to sqlite:./taskport.db",
                    file,
                    file);
            return backend;
        } catch (RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    private void prepare() {
        try {
            JsonFile.createFolder(folder.path());
        } catch (IOException e) {
            throw JsonFile.unavailable(folder.path(), "cannot be created", e);
        }
    }

    private PersistenceBackend locked(JsonLock lock) {
        if (folder.generations().isEmpty()) {
            begin();
        }
        Loaded loaded = new JsonLoading(folder, options, now(), true).load();
        JsonKeeper keeper = new JsonKeeper(folder, loaded, world);
        HeapStore store =
                HeapStore.kept(common, loaded.generation().identity(), loaded.content(), keeper, closedMessage());
        keeper.opened(store);
        JsonLegacyStoreCare care =
                new JsonLegacyStoreCare(store, file, loaded.options(), () -> checks(keeper), keeper::bytes);
        return new JsonLegacyPersistenceBackend(
                store,
                care,
                store::refresh,
                () -> Apart.run(() -> {
                    try {
                        keeper.close(store);
                    } finally {
                        lock.close();
                    }
                    return keeper;
                }));
    }

    private static List<Check> checks(JsonKeeper keeper) {
        List<Check> checks = new ArrayList<>();
        checks.add(new Check(
                "file",
                keeper.asWritten(),
                keeper.asWritten()
                        ? "as it was written in generation " + keeper.number()
                        : "changed by somebody else; the next write brings that in"));
        checks.addAll(checks(keeper.notes()));
        return checks;
    }

    private static List<Check> checks(List<String> notes) {
        List<Check> checks = new ArrayList<>();
        for (String note : notes) {
            checks.add(new Check("note-" + (checks.size() + 1), true, note));
        }
        return checks;
    }

    /** The first generation: of the file that is there, or of an empty one. */
    private void begin() {
        try {
            if (Files.exists(file)) {
                adopt();
            } else {
                create();
            }
        } catch (IOException e) {
            throw JsonFile.unavailable(folder.path(), "cannot be written", e);
        }
    }

    private void create() throws IOException {
        StoreIdentity identity = new StoreIdentity(Lineage.random(common.random()), FIRST_GENERATION);
        JsonDocument empty = JsonDocument.of(HeapContent.EMPTY, List.of(), options, file, now());
        first(empty.bytes(), empty.text(), "", HeapContent.EMPTY, identity, options);
        JsonFile.replace(file, empty.bytes());
        folder.markWritten(FIRST_NUMBER);
    }

    /** The file stays as it is, letter for letter, until something changes. */
    private void adopt() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        LegacyText text = LegacyText.read(file, options.bytesMax());
        LegacyDocument document = LegacyReader.read(text);
        JsonGeneration backup = JsonBackup.state(document);
        JsonLegacyOptions reading = backup == null ? options : backup.reading(options);
        LegacyImport read = LegacyImport.of(document, reading, now());
        requireAllTasks(read);
        if (backup == null) {
            StoreIdentity identity = new StoreIdentity(Lineage.random(common.random()), FIRST_GENERATION);
            first(bytes, text.text(), "", legacy(document, read), identity, reading);
            folder.markWritten(FIRST_NUMBER);
        } else {
            // What was handed out after the backup was made must never meet what comes now.
            long generation = Math.max(backup.identity().generation() + 1, now().toEpochMilli());
            StoreIdentity identity = new StoreIdentity(backup.identity().lineage(), generation);
            HeapContent content = withoutLeases(backup.content(read), generation);
            JsonDocument anew = JsonDocument.of(content, ForeignChanges.order(read), reading, file, now());
            folder.setAside(bytes);
            first(anew.bytes(), anew.text(), LegacyText.sha256(bytes), content, identity, reading);
        }
    }

    /** Who holds a lease holds it in the store that was backed up, not in this one. */
    private HeapContent withoutLeases(HeapContent content, long generation) {
        List<KeptTask> tasks = content.tasks().stream()
                .map(kept -> new KeptTask(withoutLease(kept.task(), generation), kept.ticket(), kept.log()))
                .toList();
        return new HeapContent(tasks, content.records(), content.pauses(), content.grants(), content.lanes());
    }

    private Task withoutLease(Task task, long generation) {
        Instant until = task.state().leasedUntil();
        Instant end = until == null || until.isBefore(now()) ? now() : until;
        return TaskLifecycle.expire(task, new Moment(end, generation)).orElse(task);
    }

    private void requireAllTasks(LegacyImport read) {
        if (!read.rejects().isEmpty()) {
            throw ErrorCode.DAMAGED.error(
                    file + " holds " + read.rejects().size() + " records that are no tasks, the first is "
                            + read.rejects().get(0).where() + ": "
                            + read.rejects().get(0).reason()
                            + ". Nothing was opened or changed, because working on it would lose them. Repair the file, or move it"
                            + " with taskport migrate json:" + file + " --to sqlite:./taskport.db --lenient.");
        }
    }

    private HeapContent legacy(LegacyDocument document, LegacyImport read) {
        return new HeapContent(
                read.tasks().stream()
                        .map(task -> new KeptTask(task, null, List.of()))
                        .toList(),
                LegacyRootRecords.of(document, read.identity().lineage(), now()),
                Set.of(),
                List.of(),
                List.of());
    }

    private void first(
            byte[] bytes,
            String text,
            String replaces,
            HeapContent content,
            StoreIdentity identity,
            JsonLegacyOptions reading)
            throws IOException {
        String hash = LegacyText.sha256(bytes);
        String open = LegacyText.sha256Of(JsonDocument.open(text));
        byte[] state = JsonGeneration.text(FIRST_NUMBER, hash, open, replaces, content, identity, reading);
        JsonFile.replace(folder.document(FIRST_NUMBER), bytes);
        JsonFile.replace(folder.state(FIRST_NUMBER), state);
    }

    private Instant now() {
        return Micros.truncate(common.clock().instant());
    }

    private String closedMessage() {
        return "The store json:" + file + " was closed. Nothing was done. Open it again.";
    }
}
