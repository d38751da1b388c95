package dev.taskport.adapter.sqlite;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.BusyHandler;

/**
 * How a connection waits for a lock of another process: it looks again every 0.2 ms. SQLite's own waiting sleeps longer and
 * longer, up to 0.1 s, while a process that has just written takes the lock again at once; measured, the slowest of two
 * processes then gets next to nothing.
 */
final class BusyWait extends BusyHandler {

    static final Duration LONGEST = Duration.ofSeconds(10);

    private static final long NAP_NANOS = TimeUnit.MICROSECONDS.toNanos(200);
    private static final int LOOK_AGAIN = 1;
    private static final int GIVE_UP = 0;

    private final long longestNanos;
    private long since;

    BusyWait(Duration longest) {
        longestNanos = longest.toNanos();
    }

    @Override
    protected int callback(int timesBefore) {
        long now = System.nanoTime();
        if (timesBefore == 0) {
            since = now;
        }
        if (now - since >= longestNanos) {
            return GIVE_UP;
        }
        nap();
        return LOOK_AGAIN;
    }

    /** An interrupted thread would not sleep at all, so the flag is put aside meanwhile. */
    static void nap() {
        boolean interrupted = Thread.interrupted();
        LockSupport.parkNanos(NAP_NANOS);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
