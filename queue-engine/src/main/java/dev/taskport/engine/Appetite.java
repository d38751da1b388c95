package dev.taskport.engine;

import java.time.Duration;

/**
 * How many tasks a worker holds at once: one per handler thread, and ahead of them only what the threads will have begun
 * within {@link #AHEAD}, judged by how long handlers took lately. So fast handlers never wait for the backend, and slow ones
 * take nothing away from other workers.
 */
final class Appetite {

    private static final Duration AHEAD = Duration.ofMillis(20);
    /** Weight of the newest measurement in the moving average. */
    private static final double NEWEST = 0.05;

    private final int concurrency;
    private final int aheadMax;
    private volatile double averageNanos = -1;

    Appetite(int concurrency, int aheadMax) {
        this.concurrency = concurrency;
        this.aheadMax = aheadMax;
    }

    /** Notes how long a handler ran. A lost update between two threads costs one measurement. */
    void ran(Duration took) {
        double average = averageNanos;
        double nanos = took.toNanos();
        averageNanos = average < 0 ? nanos : average + NEWEST * (nanos - average);
    }

    /** How many tasks to hold, waiting and running. */
    int total() {
        return concurrency + ahead();
    }

    int ahead() {
        double average = averageNanos;
        return average < 0 ? 0 : (int) Math.min(aheadMax, concurrency * (AHEAD.toNanos() / Math.max(average, 1)));
    }
}
