package dev.taskport.engine;

/**
 * A clock that only ever runs forward, for measuring how long something takes and how much of a lease is left. It shares no
 * zero with any other clock. Safe for use by several threads.
 */
@FunctionalInterface
public interface Ticker {

    /** Nanoseconds since some fixed moment of this process. */
    long nanos();

    /** The machine's own monotonic clock. */
    static Ticker system() {
        return System::nanoTime;
    }
}
