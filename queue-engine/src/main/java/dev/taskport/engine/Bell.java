package dev.taskport.engine;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets threads wait until something happened. Who reads {@link #rings()} before looking for work, and then waits with that
 * number, misses no ring. Ringing without anybody waiting takes no lock.
 */
final class Bell {

    private final AtomicLong rings = new AtomicLong();
    private final AtomicInteger waiting = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rung = lock.newCondition();

    long rings() {
        return rings.get();
    }

    void ring() {
        rings.incrementAndGet();
        if (waiting.get() > 0) {
            lock.lock();
            try {
                rung.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Waits until the bell has rung after {@code seen} was read, at most so long; whether it has. */
    boolean await(long seen, Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        waiting.incrementAndGet();
        try {
            long left = atMost.toNanos();
            while (rings.get() == seen && left > 0) {
                left = rung.awaitNanos(left);
            }
            return rings.get() != seen;
        } finally {
            waiting.decrementAndGet();
            lock.unlock();
        }
    }
}
