package dev.taskport.adapter.inmemory;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.Lineage;
import dev.taskport.domain.Moment;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.StoreIdentity;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** All tables, behind one lock. A write happens as a whole or not at all. */
final class InMemoryStore {

    private static final long FIRST_GENERATION = 1;

    private final ReentrantLock lock = new ReentrantLock();
    private final Undo undo = new Undo();
    private final BackendOptions options;
    private final StoreIdentity identity;
    private final TaskTable tasks;
    private final LogTable logs;
    private final RecordTable records;
    private final PauseTable pauses;
    private final InMemoryWakeups wakeups = new InMemoryWakeups();
    private long changes;
    private boolean claimable;
    private boolean closed;

    InMemoryStore(BackendOptions options) {
        this.options = options;
        this.identity = new StoreIdentity(Lineage.random(options.random()), FIRST_GENERATION);
        this.tasks = new TaskTable(options, undo, this::claimable);
        this.logs = new LogTable(undo);
        this.records = new RecordTable(undo);
        this.pauses = new PauseTable(undo);
    }

    BackendOptions options() {
        return options;
    }

    StoreIdentity identity() {
        return identity;
    }

    TaskTable tasks() {
        return tasks;
    }

    LogTable logs() {
        return logs;
    }

    RecordTable records() {
        return records;
    }

    PauseTable pauses() {
        return pauses;
    }

    InMemoryWakeups wakeups() {
        return wakeups;
    }

    Moment moment() {
        return new Moment(options.clock().instant(), identity.generation());
    }

    /** How many writes there were that a copy of this store would have to follow. Only inside a read or write. */
    long changes() {
        return changes;
    }

    /** To be called in a write that a copy of this store would have to follow. */
    void changed() {
        changes++;
        undo.note(() -> changes--);
    }

    /** To be called in a write that made a task claimable. */
    void claimable() {
        claimable = true;
    }

    /** Runs a write: all of it happens, or, if it throws, nothing. */
    <T> T write(Supplier<T> work) {
        return locked(() -> {
            claimable = false;
            T answer = work.get();
            undo.forget();
            if (claimable) {
                wakeups.signal();
            }
            return answer;
        });
    }

    /** Takes back what the running write has changed, so that it may answer that it was refused. */
    void takeBack() {
        undo.rollBack();
        claimable = false;
    }

    /** Runs a read. Whatever it changes is taken back, so that a read may try out what a write would do. */
    <T> T read(Supplier<T> work) {
        return locked(work);
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            requireOpen();
            return work.get();
        } finally {
            undo.rollBack();
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            wakeups.close();
        } finally {
            lock.unlock();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw closedError();
        }
    }

    static RuntimeException closedError() {
        return ErrorCode.UNAVAILABLE.error(
                "The memory store is closed. Nothing was done, and its tasks are gone with it."
                        + " Open a store, or do not close this one while it is in use.");
    }
}
