package dev.taskport.migration;

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
import java.time.InstantSource;

/** Passes everything on to another store; tests override what they disturb. */
public class DelegatingBackend implements PersistenceBackend {

    private final PersistenceBackend store;

    protected DelegatingBackend(PersistenceBackend store) {
        this.store = store;
    }

    @Override
    public BackendProfile profile() {
        return store.profile();
    }

    @Override
    public StoreIdentity identity() {
        return store.identity();
    }

    @Override
    public InstantSource clock() {
        return store.clock();
    }

    @Override
    public TaskIntake intake() {
        return store.intake();
    }

    @Override
    public TaskLeasing leasing() {
        return store.leasing();
    }

    @Override
    public TaskControl control() {
        return store.control();
    }

    @Override
    public TaskInspection inspection() {
        return store.inspection();
    }

    @Override
    public TaskHousekeeping housekeeping() {
        return store.housekeeping();
    }

    @Override
    public TaskLog log() {
        return store.log();
    }

    @Override
    public Wakeups wakeups() {
        return store.wakeups();
    }

    @Override
    public RecordStore records() {
        return store.records();
    }

    @Override
    public TaskTransfer transfer() {
        return store.transfer();
    }

    @Override
    public BackendCare care() {
        return store.care();
    }

    @Override
    public NodeAllotment nodes() {
        return store.nodes();
    }

    @Override
    public void close() {
        store.close();
    }
}
