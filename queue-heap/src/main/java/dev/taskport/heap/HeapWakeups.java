package dev.taskport.heap;

import dev.taskport.port.Wakeups;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Counts the writes that made something claimable. */
final class HeapWakeups implements Wakeups {

    private final Supplier<RuntimeException> whenClosed;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private long position;
    private boolean closed;

    HeapWakeups(Supplier<RuntimeException> whenClosed) {
        this.whenClosed = whenClosed;
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
            long left = TimeUnit.NANOSECONDS.convert(atMost);
            while (!closed && position == seen && left > 0) {
                left = moved.awaitNanos(left);
            }
            requireOpen();
            return position;
        } finally {
            lock.unlock();
        }
    }

    void signal() {
        lock.lock();
        try {
            position++;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw whenClosed.get();
        }
    }
}
