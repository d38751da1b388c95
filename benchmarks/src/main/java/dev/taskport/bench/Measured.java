package dev.taskport.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * That so many tasks took so long.
 *
 * @param cpuNanos what this process spent on them, over all its threads
 * @param beside what else was measured meanwhile
 */
public record Measured(int tasks, long nanos, long cpuNanos, Map<Measure, Double> beside) {

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    public Measured {
        beside = Map.copyOf(beside);
    }

    /** Times work that answers how many tasks it handled, and insists on how many there had to be. */
    public static Measured of(int expected, Callable<Integer> work) throws Exception {
        Measured measured = timing(work);
        if (measured.tasks != expected) {
            throw new IllegalStateException(
                    "Of " + expected + " tasks " + measured.tasks + " were handled, so the time says nothing.");
        }
        return measured;
    }

    /** Times work that answers how many tasks it handled. */
    public static Measured timing(Callable<Integer> work) throws Exception {
        long cpu = processNanos();
        long start = System.nanoTime();
        int handled = work.call();
        return new Measured(handled, System.nanoTime() - start, processNanos() - cpu, Map.of());
    }

    /** What this process has spent so far, over all its threads. */
    public static long processNanos() {
        return SYSTEM.getProcessCpuTime();
    }

    /** This, and what was measured beside it. */
    public Measured with(Map<Measure, Double> more) {
        return new Measured(tasks, nanos, cpuNanos, more);
    }

    public double perSecond() {
        return tasks * (double) TimeUnit.SECONDS.toNanos(1) / nanos;
    }

    /** Everything as figures. */
    public Map<Measure, Double> figures() {
        Map<Measure, Double> figures = new EnumMap<>(Measure.class);
        figures.put(Measure.RATE, perSecond());
        figures.put(Measure.CPU, cpuNanos / 1e3 / Math.max(1, tasks));
        figures.putAll(beside);
        return figures;
    }
}
