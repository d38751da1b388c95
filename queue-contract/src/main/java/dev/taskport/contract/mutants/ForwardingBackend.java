package dev.taskport.contract.mutants;

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

/** Hands everything on; a subclass changes one thing. */
public class ForwardingBackend implements PersistenceBackend {

    private final PersistenceBackend real;

    public ForwardingBackend(PersistenceBackend real) {
        this.real = real;
    }

    @Override
    public BackendProfile profile() {
        return real.profile();
    }

    @Override
    public StoreIdentity identity() {
        return real.identity();
    }

    @Override
    public InstantSource clock() {
        return real.clock();
    }

    @Override
    public TaskIntake intake() {
        return real.intake();
    }

    @Override
    public TaskLeasing leasing() {
        return real.leasing();
    }

    @Override
    public TaskControl control() {
        return real.control();
    }

    @Override
    public TaskInspection inspection() {
        return real.inspection();
    }

    @Override
    public TaskHousekeeping housekeeping() {
        return real.housekeeping();
    }

    @Override
    public TaskLog log() {
        return real.log();
    }

    @Override
    public Wakeups wakeups() {
        return real.wakeups();
    }

    @Override
    public RecordStore records() {
        return real.records();
    }

    @Override
    public TaskTransfer transfer() {
        return real.transfer();
    }

    @Override
    public BackendCare care() {
        return real.care();
    }

    @Override
    public NodeAllotment nodes() {
        return real.nodes();
    }

    @Override
    public void close() {
        real.close();
    }
}
