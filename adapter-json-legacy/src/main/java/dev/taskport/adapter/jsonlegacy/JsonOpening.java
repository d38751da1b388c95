package dev.taskport.adapter.jsonlegacy;

import dev.taskport.adapter.jsonlegacy.JsonLoading.Loaded;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.Lineage;
import dev.taskport.domain.Micros;
import dev.taskport.domain.Moment;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskLifecycle;
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
import java.util.Optional;
import java.util.stream.Stream;
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
        return Apart.run(() ->
                mode == OpenMode.READ_ONLY ? new JsonVisit(opening.folder, common, options).open() : opening.forWork());
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
        List<String> unheeded = options.unheeded(loaded.options());
        unheeded.forEach(what -> LOG.warn("{}: {}", file, what));
        JsonKeeper keeper = new JsonKeeper(folder, loaded, world);
        HeapStore store =
                HeapStore.kept(common, loaded.generation().identity(), loaded.content(), keeper, closed(file));
        keeper.opened(store);
        JsonLegacyStoreCare care = new JsonLegacyStoreCare(
                store, file, loaded.options(), () -> checks(keeper, unheeded), keeper::bytes, keeper::order);
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

    private static List<Check> checks(JsonKeeper keeper, List<String> unheeded) {
        List<Check> checks = new ArrayList<>();
        checks.add(new Check(
                "file",
                keeper.asWritten(),
                keeper.asWritten()
                        ? "as it was written in generation " + keeper.number()
                        : "changed by somebody else; the next write brings that in"));
        checks.addAll(JsonLegacyStoreCare.notes(
                Stream.concat(keeper.notes().stream(), unheeded.stream()).toList()));
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
        byte[] bytes = LegacyText.bytes(file, options.bytesMax());
        LegacyText text = LegacyText.of(file, bytes);
        LegacyDocument document = LegacyReader.read(text);
        Optional<JsonBackup> backup = JsonBackup.in(document, options, now());
        LegacyImport read = backup.map(JsonBackup::read).orElseGet(() -> LegacyImport.of(document, options, now()));
        requireAllTasks(read);
        if (backup.isPresent()) {
            restore(bytes, backup.get());
        } else {
            StoreIdentity identity = new StoreIdentity(Lineage.random(common.random()), FIRST_GENERATION);
            first(bytes, text.text(), "", read.content(document, now()), identity, options);
            folder.markWritten(FIRST_NUMBER);
        }
    }

    private void restore(byte[] bytes, JsonBackup backup) throws IOException {
        // What was handed out after the backup was made must never meet what comes now.
        long generation = Math.max(backup.identity().generation() + 1, now().toEpochMilli());
        StoreIdentity identity = new StoreIdentity(backup.identity().lineage(), generation);
        HeapContent content = withoutLeases(backup.content(), generation);
        JsonDocument anew =
                JsonDocument.of(content, ForeignChanges.order(backup.read()), backup.options(), file, now());
        folder.setAside(bytes);
        first(anew.bytes(), anew.text(), LegacyText.sha256(bytes), content, identity, backup.options());
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

    /** What callers are told once a store is closed. */
    static String closed(Path file) {
        return "The store json:" + file + " was closed. Nothing was done. Open it again.";
    }
}
