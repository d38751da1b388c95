package dev.taskport.bench;

import java.util.Arrays;
import java.util.Map;

/** How long many things took, one by one. Safe for use by several threads. */
public final class Latencies {

    private static final int CAPACITY_FIRST = 1024;

    private long[] nanos = new long[CAPACITY_FIRST];
    private int count;

    public synchronized void add(long took) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = took;
    }

    public synchronized int count() {
        return count;
    }

    /**
     * The median and the 99th percentile, in microseconds.
     *
     * @throws IllegalStateException if nothing was added
     */
    public synchronized Map<Measure, Double> figures() {
        if (count == 0) {
            throw new IllegalStateException("Nothing was timed, so there is no median.");
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return Map.of(Measure.P50, at(sorted, 0.50), Measure.P99, at(sorted, 0.99));
    }

    private static double at(long[] sorted, double part) {
        return sorted[(int) Math.ceil(part * sorted.length) - 1] / 1e3;
    }
}
