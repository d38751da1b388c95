package dev.taskport.engine;

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
import dev.taskport.port.Wakeups;
import java.time.Instant;

/**
 * The backend that is in charge at this moment. Every caller asks it for the role it needs at every call and keeps none:
 * this is what lets a backend change under a running program. Safe for use by several threads.
 */
public final class BackendHandle {

    private volatile PersistenceBackend backend;
    private volatile Instant known = Instant.EPOCH;

    public BackendHandle(PersistenceBackend backend) {
        this.backend = backend;
    }

    /** The backend itself, for whoever opens, moves, checks or backs it up. */
    public PersistenceBackend current() {
        return backend;
    }

    /**
     * Puts another backend in charge. Calls under way end on the old one.
     *
     * @return the old one, which the caller closes
     */
    public synchronized PersistenceBackend switchTo(PersistenceBackend next) {
        PersistenceBackend last = backend;
        backend = next;
        return last;
    }

    public BackendProfile profile() {
        return current().profile();
    }

    public StoreIdentity identity() {
        return current().identity();
    }

    /** The time by the backend's clock. */
    public Instant now() {
        Instant now = current().clock().instant();
        known = now;
        return now;
    }

    /** The time by the backend's clock; the last that it told while it cannot be asked. For people, not for rules. */
    Instant lastKnownNow() {
        try {
            return now();
        } catch (RuntimeException e) {
            return known;
        }
    }

    public TaskIntake intake() {
        return current().intake();
    }

    public TaskLeasing leasing() {
        return current().leasing();
    }

    public TaskControl control() {
        return current().control();
    }

    public TaskInspection inspection() {
        return current().inspection();
    }

    public TaskHousekeeping housekeeping() {
        return current().housekeeping();
    }

    public TaskLog log() {
        return current().log();
    }

    public Wakeups wakeups() {
        return current().wakeups();
    }

    public RecordStore records() {
        return current().records();
    }

    public NodeAllotment nodes() {
        return current().nodes();
    }
}
