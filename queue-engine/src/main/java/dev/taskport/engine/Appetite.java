package dev.taskport.engine;

import java.time.Duration;

/**
 * How many tasks a worker holds at once: one per handler thread, and ahead of them only what the threads will have begun
 * while the backend is asked for the next ones, judged by how long handlers and calls took lately. So fast handlers never
 * wait for the backend, and slow ones take nothing away from other workers. What lies ahead is two batches at most: one is
 * run while the other is on its way.
 */
final class Appetite {

    /** At least so far ahead, however fast the backend is. */
    private static final Duration AHEAD_MIN = Duration.ofMillis(20);

    /** Never further ahead than this, however slow it is: others may be idle. */
    private static final Duration AHEAD_MAX = Duration.ofMillis(500);

    /** While one call is under way the tasks of the last are worked off; a third covers the spread. */
    private static final int CALLS_AHEAD = 3;

    /** What a call costs beside its tasks, a forced write to the disk above all, hardly counts any more in batches of this size. */
    private static final int BATCH = 200;

    /**
     * If the call takes longer, most of it is a journey that more tasks should share. No backend needs nearly so long for the
     * tasks of a batch themselves, else larger batches would make longer calls and those larger batches.
     */
    private static final Duration BRIEF_CALL = Duration.ofMillis(50);

    /** Ends gather for so long, if others are likely to come meanwhile. */
    private static final Duration GATHER = Duration.ofMillis(1);

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

    /** Notes that handlers have been running for so long and no end is in sight. */
    void stuck(Duration since) {
        handler.reachAtLeast(since);
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
        return (int) Math.min(Math.min(aheadMax, 2.0 * batch()), begunWithin(window));
    }

    /** How many tasks to claim at once at most. */
    int batch() {
        double journeys = Math.max(1, call.value() / BRIEF_CALL.toNanos());
        return (int) Math.max(BATCH, Math.min(BATCH * journeys, aheadMax / 2.0));
    }

    /** From how many on a claim is worth its cost: half of what it takes ahead, or half a batch. */
    int worthwhile() {
        return Math.max(1, Math.min(ahead(), batch()) / 2);
    }

    /** How long an end may wait for others before it is stored; not at all if hardly any will come. */
    Duration gather() {
        return !handler.isEmpty() && begunWithin((double) GATHER.toNanos()) >= 1 ? GATHER : Duration.ZERO;
    }

    /** How many tasks the threads begin in that time, in nanoseconds. */
    private double begunWithin(double time) {
        return concurrency * (time / Math.max(handler.value(), 1));
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

        void reachAtLeast(Duration least) {
            value = Math.max(value, (double) least.toNanos());
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
