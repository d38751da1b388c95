package dev.taskport.engine;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * A bounded wait for something to become true. It is really waited, so it is measured by the machine's clock, whatever
 * clock the tasks live by.
 */
final class Deadline {

    /** Hints may be missing: look again at least so often. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    static Deadline in(Duration atMost) {
        // The bound keeps the sum from overflowing for "for ever".
        long nanos = Math.min(
                atMost.compareTo(Duration.ofDays(365)) > 0 ? Long.MAX_VALUE / 4 : atMost.toNanos(), Long.MAX_VALUE / 4);
        return new Deadline(System.nanoTime() + nanos);
    }

    /** Waits until the condition holds, looking at each ring of the bell; whether it does. */
    boolean await(Bell bell, BooleanSupplier condition) throws InterruptedException {
        while (true) {
            long seen = bell.rings();
            if (condition.getAsBoolean()) {
                return true;
            }
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            bell.await(seen, Duration.ofNanos(Math.min(left, LOOK_EVERY.toNanos())));
        }
    }

    /** As {@link #await}, but an interrupt does not cut it short; the flag is kept. */
    boolean awaitQuietly(Bell bell, BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            Waiting.quietly(bell, bell.rings(), Duration.ofNanos(Math.min(left, LOOK_EVERY.toNanos())));
        }
        return true;
    }
}
