package dev.taskport.engine;

import java.time.Duration;

/**
 * How many tasks a worker holds at once: one per handler thread, and ahead of them only what the threads will have begun
 * while the backend is asked for the next ones, judged by how long handlers and calls took lately. So fast handlers never
 * wait for the backend, and slow ones take nothing away from other workers.
 */
final class Appetite {

    /** At least so far ahead, however fast the backend is. */
    private static final Duration AHEAD_MIN = Duration.ofMillis(20);

    /** Never further ahead than this, however slow it is: others may be idle. */
    private static final Duration AHEAD_MAX = Duration.ofMillis(500);

    /** While one call is under way the tasks of the last are worked off; a third covers the spread. */
    private static final int CALLS_AHEAD = 3;

    private final int concurrency;
    private final int aheadMax;
    private final Average handler = new Average();
    private final Average call = new Average();

    Appetite(int concurrency, int aheadMax) {
        this.concurrency = concurrency;
        this.aheadMax = aheadMax;
    }

    /** Notes how long a handler ran. */
    void ran(Duration took) {
        handler.add(took);
    }

    /** Notes how long a call of the backend took that claimed. */
    void claimed(Duration took) {
        call.add(took);
    }

    /** How many tasks to hold, waiting and running. */
    int total() {
        return concurrency + ahead();
    }

    int ahead() {
        if (handler.isEmpty()) {
            return 0;
        }
        double calls = Math.min(CALLS_AHEAD * call.value(), (double) AHEAD_MAX.toNanos());
        double window = Math.max(calls, (double) AHEAD_MIN.toNanos());
        return (int) Math.min(aheadMax, concurrency * (window / Math.max(handler.value(), 1)));
    }

    /** A moving average. An update lost between two threads costs one measurement. */
    private static final class Average {

        /** Weight of the newest measurement. */
        private static final double NEWEST = 0.05;

        private volatile double value = -1;

        void add(Duration took) {
            double newest = (double) took.toNanos();
            double known = value;
            value = known < 0 ? newest : known + NEWEST * (newest - known);
        }

        boolean isEmpty() {
            return value < 0;
        }

        /** 0 before the first measurement. */
        double value() {
            return Math.max(0, value);
        }
    }
}
