package dev.taskport.adapter.jsonlegacy;

import dev.taskport.domain.ErrorCode;
import dev.taskport.port.BackendCare;
import dev.taskport.port.BackendProfile;
import dev.taskport.port.NodeAllotment;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.RecordStore;
import dev.taskport.port.StoreIdentity;
import dev.taskport.port.TaskControl;
import dev.taskport.port.TaskHousekeeping;
import dev.taskport.port.TaskInspection;
import dev.taskport.port.TaskIntake;
import dev.taskport.port.TaskLeasing;
import dev.taskport.port.TaskLog;
import dev.taskport.port.TaskTransfer;
import dev.taskport.port.Wakeups;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A queue file as it was when it was opened, as a store that can be looked at and moved elsewhere. Everything that would
 * change it is UNSUPPORTED.
 */
final class JsonLegacyBackend implements PersistenceBackend {

    /** No strategy: nothing can be claimed from a file that is only read. */
    private static final BackendProfile PROFILE =
            new BackendProfile(JsonLegacyBackendProvider.SCHEME, true, true, false, false, false, Set.of());

    /** The first and only generation of a file that Taskport does not write. */
    private static final long GENERATION = 1;

    private final LegacyDocument document;
    private final LegacyImport content;
    private final JsonLegacyTasks tasks;
    private final JsonLegacyRecordStore records;
    private final JsonLegacyReadOnly readOnly;
    private final JsonLegacyOptions options;
    private final InstantSource clock;
    private volatile boolean closed;

    private JsonLegacyBackend(
            LegacyDocument document, LegacyImport content, JsonLegacyOptions options, InstantSource clock) {
        this.document = document;
        this.content = content;
        this.options = options;
        this.clock = clock;
        this.tasks = new JsonLegacyTasks(content.tasks());
        this.records = new JsonLegacyRecordStore(document, content.identity().lineage(), clock.instant());
        this.readOnly = new JsonLegacyReadOnly(document.file());
    }

    static JsonLegacyBackend read(Path file, JsonLegacyOptions options, InstantSource clock) {
        LegacyDocument document = LegacyReader.read(file, options.bytesMax());
        return new JsonLegacyBackend(document, LegacyImport.of(document, options, clock.instant()), options, clock);
    }

    Path file() {
        return document.file();
    }

    JsonLegacyTasks tasks() {
        return tasks;
    }

    @Override
    public BackendProfile profile() {
        return PROFILE;
    }

    @Override
    public StoreIdentity identity() {
        return whileOpen(() -> new StoreIdentity(content.identity().lineage(), GENERATION));
    }

    @Override
    public InstantSource clock() {
        return clock;
    }

    @Override
    public TaskIntake intake() {
        return whileOpen(() -> readOnly);
    }

    @Override
    public TaskLeasing leasing() {
        return whileOpen(() -> readOnly);
    }

    @Override
    public TaskControl control() {
        return whileOpen(() -> readOnly);
    }

    @Override
    public TaskInspection inspection() {
        return whileOpen(() -> new JsonLegacyTaskInspection(tasks, readOnly, clock));
    }

    @Override
    public TaskHousekeeping housekeeping() {
        return whileOpen(() -> readOnly);
    }

    @Override
    public TaskLog log() {
        return whileOpen(() -> readOnly);
    }

    @Override
    public Wakeups wakeups() {
        return whileOpen(() -> readOnly);
    }

    @Override
    public RecordStore records() {
        return whileOpen(() -> records);
    }

    @Override
    public TaskTransfer transfer() {
        return whileOpen(() -> new JsonLegacyTaskTransfer(document, content, records, readOnly, options));
    }

    @Override
    public BackendCare care() {
        return whileOpen(() -> new JsonLegacyBackendCare(document, content));
    }

    @Override
    public NodeAllotment nodes() {
        return whileOpen(() -> readOnly);
    }

    private <T> T whileOpen(Supplier<T> role) {
        if (closed) {
            throw ErrorCode.UNAVAILABLE.error(
                    "The store json:" + document.file() + " was closed. Nothing was done. Open it again.");
        }
        return role.get();
    }

    @Override
    public void close() {
        closed = true;
    }
}
