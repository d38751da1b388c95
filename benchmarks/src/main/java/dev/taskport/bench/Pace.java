package dev.taskport.bench;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Tasks that come in one by one, evenly.
 *
 * @param perSecond how many of them
 */
public record Pace(int perSecond, Duration window) {

    /** Does one of them. */
    @FunctionalInterface
    public interface Step {
        void take() throws Exception;
    }

    public int tasks() {
        return Math.max(1, (int) (perSecond * window.toMillis() / 1000));
    }

    /** Does all of them, each at its time. */
    public void run(Step step) throws Exception {
        long apart = TimeUnit.SECONDS.toNanos(1) / perSecond;
        long next = System.nanoTime();
        for (int i = 0; i < tasks(); i++) {
            waitUntil(next);
            step.take();
            next += apart;
        }
    }

    private static void waitUntil(long instant) {
        for (long left = instant - System.nanoTime(); left > 0; left = instant - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
