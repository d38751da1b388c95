package dev.taskport.adapter.inmemory;

import dev.taskport.port.BackendCare;
import dev.taskport.port.BackendOptions;
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
import java.time.InstantSource;

/**
 * A store in memory. Its tasks live as long as this object is open. Safe for use by several threads of one process; two
 * objects are two stores.
 */
public final class InMemoryPersistenceBackend implements PersistenceBackend {

    /** The scheme of its addresses. */
    public static final String SCHEME = "memory";

    private final InMemoryStore store;
    private final TaskIntake intake;
    private final TaskLeasing leasing;
    private final TaskControl control;
    private final TaskInspection inspection;
    private final TaskHousekeeping housekeeping;
    private final TaskLog log;
    private final RecordStore records;
    private final TaskTransfer transfer;
    private final BackendCare care;
    private final NodeAllotment nodes;

    /** An empty store. */
    public InMemoryPersistenceBackend(BackendOptions options) {
        store = new InMemoryStore(options);
        intake = new InMemoryTaskIntake(store);
        leasing = new InMemoryTaskLeasing(store);
        control = new InMemoryTaskControl(store);
        inspection = new InMemoryTaskInspection(store);
        housekeeping = new InMemoryTaskHousekeeping(store);
        log = new InMemoryTaskLog(store);
        records = new InMemoryRecordStore(store);
        transfer = new InMemoryTaskTransfer(store);
        care = new InMemoryBackendCare(store);
        nodes = new InMemoryNodeAllotment(store);
    }

    @Override
    public BackendProfile profile() {
        return new BackendProfile(
                SCHEME, false, false, false, false, false, store.options().strategies());
    }

    @Override
    public StoreIdentity identity() {
        return store.identity();
    }

    @Override
    public InstantSource clock() {
        return store.options().clock();
    }

    @Override
    public TaskIntake intake() {
        return intake;
    }

    @Override
    public TaskLeasing leasing() {
        return leasing;
    }

    @Override
    public TaskControl control() {
        return control;
    }

    @Override
    public TaskInspection inspection() {
        return inspection;
    }

    @Override
    public TaskHousekeeping housekeeping() {
        return housekeeping;
    }

    @Override
    public TaskLog log() {
        return log;
    }

    @Override
    public Wakeups wakeups() {
        return store.wakeups();
    }

    @Override
    public RecordStore records() {
        return records;
    }

    @Override
    public TaskTransfer transfer() {
        return transfer;
    }

    @Override
    public BackendCare care() {
        return care;
    }

    @Override
    public NodeAllotment nodes() {
        return nodes;
    }

    @Override
    public void close() {
        store.close();
    }
}
