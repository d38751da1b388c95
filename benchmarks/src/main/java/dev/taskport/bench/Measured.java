package dev.taskport.bench;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** That so many tasks took so long. */
public record Measured(int tasks, long nanos) {

    /** Times work that answers how many tasks it handled, and insists on how many there had to be. */
    public static Measured of(int expected, Callable<Integer> work) throws Exception {
        long start = System.nanoTime();
        int handled = work.call();
        long nanos = System.nanoTime() - start;
        if (handled != expected) {
            throw new IllegalStateException(
                    "Of " + expected + " tasks " + handled + " were handled, so the time says nothing.");
        }
        return new Measured(handled, nanos);
    }

    public double perSecond() {
        return tasks * (double) TimeUnit.SECONDS.toNanos(1) / nanos;
    }
}
