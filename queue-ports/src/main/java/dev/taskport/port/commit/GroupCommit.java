package dev.taskport.port.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Combines the writes of concurrent callers into one transaction:
 *
 * <ol>
 *   <li>Every caller puts its operation into the queue.
 *   <li>The one that finds the leadership free takes all that wait (itself included), does them in one transaction, and
 *       commits. A lone caller so writes on its own thread, without waiting for anybody.
 *   <li>The others sleep until their operation is done, or until they are next to lead.
 *   <li>A caller that may not touch the storage ({@link StorageThreads#mustHandOver}) never leads; if nobody else does, a
 *       thread of this object leads for it.
 * </ol>
 *
 * <p>If an operation throws, the transaction is rolled back, nothing of the group has happened, and each of its operations
 * is done in a transaction of its own, so that one caller's failure is only that caller's. An operation may therefore be run
 * more than once and must keep its effects inside the transaction. If the commit fails, the outcome of the whole group is
 * unknown; likewise if the storage fails where it promised not to, because nobody may wait for ever.
 *
 * <p>Waiting cannot be interrupted; the interrupt flag is kept. Safe for use by several threads.
 *
 * @param <T> a transaction that is under way
 */
public final class GroupCommit<T> implements AutoCloseable {

    /** The most operations of one group: it bounds how long a caller waits for those before it. */
    public static final int GROUP_MAX = 1000;

    /** Who writes groups. */
    public enum Leaders {
        /** Whichever caller finds the leadership free and may touch the storage. */
        CALLERS,
        /** Only the thread of this object: for storages that an interrupt in mid-write would harm. */
        OWN_THREAD
    }

    private final GroupStore<T> store;
    private final Leaders leaders;
    private final Queue<PendingWrite<T, ?>> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock leadership = new ReentrantLock();
    private final OwnThread ownThread;
    /** Guarded by the leadership, except that a caller may look early. */
    private volatile boolean closed;

    /**
     * @param name of the thread that leads for those who may not, for people who look at a thread dump
     */
    public GroupCommit(String name, GroupStore<T> store, Leaders leaders) {
        this.store = store;
        this.leaders = leaders;
        this.ownThread = new OwnThread(name);
    }

    /**
     * Does the operation and answers what it answered, once that is committed.
     *
     * @throws dev.taskport.domain.TaskportException what the operation threw; OUTCOME_UNKNOWN if the commit failed;
     *     UNAVAILABLE after {@link #close()}
     */
    public <R> R write(Function<T, R> operation) {
        if (leadership.isHeldByCurrentThread()) {
            throw new IllegalStateException("A write inside a write: the inner one would be a transaction of its own");
        }
        boolean mayLead = leaders == Leaders.CALLERS && !StorageThreads.mustHandOver();
        PendingWrite<T, R> write = new PendingWrite<>(operation, mayLead);
        waiting.add(write);
        if (!mayLead && !leadership.isLocked()) {
            ownThread.wake();
        }
        await(write);
        return write.outcome();
    }

    private void await(PendingWrite<T, ?> write) {
        boolean interrupted = false;
        while (!write.done()) {
            if (!(write.mayLead() && lead())) {
                park(write);
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void park(PendingWrite<T, ?> write) {
        // Between the look and the sleep the write may be done: unpark before park makes park return at once.
        if (!write.done()) {
            LockSupport.park(this);
        }
    }

    /** Writes one group, unless somebody else leads. */
    private boolean lead() {
        if (!leadership.tryLock()) {
            return false;
        }
        List<PendingWrite<T, ?>> group;
        try {
            group = take();
            write(group);
            group.forEach(PendingWrite::finish);
        } finally {
            leadership.unlock();
        }
        // The next leader first: it can begin while the others are still being woken.
        callNextLeader();
        group.forEach(PendingWrite::wake);
        return true;
    }

    private List<PendingWrite<T, ?>> take() {
        List<PendingWrite<T, ?>> group = new ArrayList<>();
        while (group.size() < GROUP_MAX) {
            PendingWrite<T, ?> next = waiting.poll();
            if (next == null) {
                break;
            }
            group.add(next);
        }
        return group;
    }

    /** Whoever queued while the leadership was held went to sleep and relies on this call. */
    private void callNextLeader() {
        PendingWrite<T, ?> next = waiting.peek();
        if (next == null) {
            return;
        }
        if (next.mayLead()) {
            next.wake();
        } else {
            ownThread.wake();
        }
    }

    /** Whatever happens, each of the group has an outcome afterwards: somebody waits for it. */
    private void write(List<PendingWrite<T, ?>> group) {
        try {
            writeTogether(group);
        } catch (RuntimeException | Error e) {
            failAll(group, Failures.unknown(e));
        }
    }

    private void writeTogether(List<PendingWrite<T, ?>> group) {
        if (group.isEmpty()) {
            return;
        }
        if (closed) {
            failAll(group, Failures.closed());
            return;
        }
        T transaction;
        try {
            transaction = store.begin();
        } catch (RuntimeException | Error e) {
            failAll(group, e);
            return;
        }
        if (runAll(group, transaction)) {
            commit(group, transaction);
        } else if (group.size() > 1) {
            group.forEach(each -> write(List.of(each)));
        }
    }

    /** Whether all went well; if not, the transaction is rolled back, and a single operation has failed. */
    private boolean runAll(List<PendingWrite<T, ?>> group, T transaction) {
        try {
            for (PendingWrite<T, ?> write : group) {
                write.run(transaction);
            }
            store.complete(transaction);
            return true;
        } catch (RuntimeException | Error e) {
            rollback(transaction, e);
            if (group.size() == 1) {
                group.get(0).fail(e);
            }
            return false;
        }
    }

    private void rollback(T transaction, Throwable why) {
        try {
            store.rollback(transaction);
        } catch (RuntimeException | Error e) {
            e.addSuppressed(why);
            throw e;
        }
    }

    private void commit(List<PendingWrite<T, ?>> group, T transaction) {
        try {
            store.commit(transaction);
        } catch (RuntimeException | Error e) {
            failAll(group, Failures.unknown(e));
        }
    }

    private void failAll(List<PendingWrite<T, ?>> group, Throwable failure) {
        group.forEach(write -> write.fail(failure));
    }

    /** Writes what waits, then refuses everything. Closing again does nothing. */
    @Override
    public void close() {
        List<PendingWrite<T, ?>> last = new ArrayList<>();
        leadership.lock();
        try {
            for (List<PendingWrite<T, ?>> group = take(); !group.isEmpty(); group = take()) {
                write(group);
                group.forEach(PendingWrite::finish);
                last.addAll(group);
            }
            closed = true;
        } finally {
            leadership.unlock();
        }
        callNextLeader();
        last.forEach(PendingWrite::wake);
        ownThread.end();
    }

    /** Leads for those who may not. Started when first needed. */
    private final class OwnThread {
        private final String name;
        private volatile @Nullable Thread thread;

        OwnThread(String name) {
            this.name = name;
        }

        void wake() {
            LockSupport.unpark(started());
        }

        private synchronized Thread started() {
            Thread running = thread;
            if (running == null || !running.isAlive()) {
                running = StorageThreads.daemon(name, this::leadWhileOpen);
                thread = running;
                running.start();
            }
            return running;
        }

        private void leadWhileOpen() {
            // A straggler that queued behind the closing is still answered, though with a refusal.
            while (!closed || !ended()) {
                if (waiting.isEmpty() || !lead()) {
                    LockSupport.park(GroupCommit.this);
                }
            }
        }

        /** Who queues after this starts another thread: waking one that is just ending would wake nobody. */
        private synchronized boolean ended() {
            if (!waiting.isEmpty()) {
                return false;
            }
            thread = null;
            return true;
        }

        void end() {
            Thread running = thread;
            if (running != null) {
                LockSupport.unpark(running);
            }
        }
    }
}
