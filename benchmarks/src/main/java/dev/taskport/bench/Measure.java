package dev.taskport.bench;

/** What is measured, and in which unit. */
public enum Measure {
    /** Tasks done in a second of the clock on the wall. */
    RATE("tasks/s"),
    /** What the process spends on each task, over all its threads. */
    CPU("CPU µs a task"),
    /** The median of how long one call, or one task, takes. */
    P50("p50 µs"),
    P99("p99 µs"),
    /** The rate of the process that got least, as a part of an equal share. */
    SLOWEST("slowest, of its share"),
    /** Calls that the store refused because others kept it busy. */
    BUSY("busy errors"),
    /** How many tasks went in. */
    ENQUEUED("tasks in"),
    /** How many tasks handlers were given. */
    HANDLED("tasks handled"),
    /** What the process spends in doing nothing, in percent of one core. */
    IDLE("% of a core"),
    /** What is used of the heap after everything that can go has gone. */
    HEAP("MiB of heap"),
    /** What is used on disk. */
    DISK("bytes a task");

    private final String unit;

    Measure(String unit) {
        this.unit = unit;
    }

    public String unit() {
        return unit;
    }
}
