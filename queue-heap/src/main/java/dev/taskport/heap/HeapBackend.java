package dev.taskport.heap;

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
 * A backend over a store in the heap. A subclass adds what depends on where the content is kept: the profile, the care, and
 * what is to be done at the end. Safe for use by several threads.
 */
public abstract class HeapBackend implements PersistenceBackend {

    private final HeapStore store;
    private final TaskIntake intake;
    private final TaskLeasing leasing;
    private final TaskControl control;
    private final TaskInspection inspection;
    private final TaskHousekeeping housekeeping;
    private final TaskLog log;
    private final RecordStore records;
    private final TaskTransfer transfer;
    private final NodeAllotment nodes;

    protected HeapBackend(HeapStore store) {
        this.store = store;
        intake = new HeapTaskIntake(store);
        leasing = new HeapTaskLeasing(store);
        control = new HeapTaskControl(store);
        inspection = new HeapTaskInspection(store);
        housekeeping = new HeapTaskHousekeeping(store);
        log = new HeapTaskLog(store);
        records = new HeapRecordStore(store);
        transfer = new HeapTaskTransfer(store);
        nodes = new HeapNodeAllotment(store);
    }

    protected final HeapStore store() {
        return store;
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
    public NodeAllotment nodes() {
        return nodes;
    }

    @Override
    public void close() {
        store.close();
    }
}
