package dev.taskport.adapter.sqlite;

import dev.taskport.domain.ErrorCode;
import dev.taskport.port.Wakeups;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the writes that made something claimable: those of this process as they are committed, those of other processes by
 * looking at the file while somebody waits. A look costs a few microseconds; the looks become rarer while nothing happens.
 */
final class SqliteWakeups implements Wakeups, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SqliteWakeups.class);
    private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long AFTER_FAILURE_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** The pause between two looks becomes longer by a part of itself: about a second from the shortest to the longest. */
    private static final long GROWTH = 50;

    private final SqliteReaders readers;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Condition wanted = lock.newCondition();
    private long position;
    private long noticed;
    private long own;
    /** How many of the store's wakes were not made here, when that was last looked at. */
    private long others;

    private int waiting;
    private boolean closed;
    private @Nullable Thread watcher;

    /** @param wakes how many the store has counted until now */
    SqliteWakeups(SqliteReaders readers, long wakes) {
        this.readers = readers;
        this.others = wakes;
    }

    @Override
    public long position() {
        lock.lock();
        try {
            requireOpen();
            return position;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long await(long seen, Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            requireOpen();
            waiting++;
            try {
                watch();
                long left = TimeUnit.NANOSECONDS.convert(atMost);
                while (!closed && position == seen && left > 0) {
                    left = moved.awaitNanos(left);
                }
            } finally {
                waiting--;
            }
            requireOpen();
            return position;
        } finally {
            lock.unlock();
        }
    }

    /**
     * A write of this process is about to make something claimable. It is counted before it can be seen in the file: counted
     * after, it would look like another process's, and then hide one of theirs.
     *
     * @param more by how much the store's count will grow; less than 0 if the write failed after all
     */
    void expectOwn(long more) {
        lock.lock();
        try {
            own += more;
        } finally {
            lock.unlock();
        }
    }

    /** It is committed. */
    void signalOwn() {
        lock.lock();
        try {
            move();
        } finally {
            lock.unlock();
        }
    }

    private void move() {
        position++;
        moved.signalAll();
    }

    private void watch() {
        wanted.signal();
        if (watcher == null) {
            Thread thread = new Thread(this::watchOthers, "taskport-sqlite-watcher");
            thread.setDaemon(true);
            watcher = thread;
            thread.start();
        }
    }

    /** Looks until the store is closed; after a failure with another connection, a while later. */
    private void watchOthers() {
        boolean told = false;
        boolean again = true;
        try {
            while (again) {
                try (SqlSession session = readers.openAside()) {
                    look(session);
                    again = false;
                } catch (RuntimeException e) {
                    if (!told) {
                        log.warn(
                                "Tasks that other processes enqueue may be noticed late: the file cannot be watched. Trying on",
                                e);
                    }
                    told = true;
                    again = awaitNextLook(AFTER_FAILURE_NANOS);
                }
            }
        } finally {
            forgetWatcher();
        }
    }

    private void look(SqlSession session) {
        long version = session.care().dataVersion();
        // What came while nobody looked is noticed now.
        noticeOthers(session);
        long pause = SHORTEST_NANOS;
        while (awaitNextLook(pause)) {
            long present = session.care().dataVersion();
            pause = present == version ? Math.min(LONGEST_NANOS, pause + pause / GROWTH + 1) : SHORTEST_NANOS;
            if (present != version) {
                version = present;
                noticeOthers(session);
                countNoticed();
            }
        }
    }

    private void countNoticed() {
        lock.lock();
        try {
            noticed++;
        } finally {
            lock.unlock();
        }
    }

    private void noticeOthers(SqlSession session) {
        long all = session.store().wakes();
        lock.lock();
        try {
            long present = all - own;
            if (present > others) {
                move();
            }
            others = present;
        } finally {
            lock.unlock();
        }
    }

    /** How many times it was noticed that others had written, whatever it was. */
    long noticed() {
        lock.lock();
        try {
            return noticed;
        } finally {
            lock.unlock();
        }
    }

    /** Sleeps while nobody waits, and a pause where somebody does; answers whether to go on. */
    private boolean awaitNextLook(long pause) {
        lock.lock();
        try {
            while (!closed && waiting == 0) {
                wanted.awaitUninterruptibly();
            }
            long left = pause;
            while (!closed && left > 0) {
                left = wanted.awaitNanos(left);
            }
            return !closed;
        } catch (InterruptedException e) {
            return false; // Nobody knows this thread to interrupt it.
        } finally {
            lock.unlock();
        }
    }

    /** Whether a thread looks at the file, or sleeps until somebody waits. */
    boolean watched() {
        lock.lock();
        try {
            return watcher != null;
        } finally {
            lock.unlock();
        }
    }

    private void forgetWatcher() {
        lock.lock();
        try {
            watcher = null;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        Thread running;
        lock.lock();
        try {
            closed = true;
            moved.signalAll();
            wanted.signalAll();
            running = watcher;
        } finally {
            lock.unlock();
        }
        if (running != null) {
            joinUninterruptibly(running);
        }
    }

    /** Its connection must be closed before the last one is, which then clears the side files away. */
    private static void joinUninterruptibly(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw ErrorCode.UNAVAILABLE.error("The store is closed. Nothing was done. Open it again.");
        }
    }
}
