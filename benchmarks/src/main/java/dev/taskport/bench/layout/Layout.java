package dev.taskport.bench.layout;

import java.sql.SQLException;
import java.util.List;

/** One way to lay a queue out in tables. Every call is made inside a transaction. */
abstract class Layout {

    /** What a lease lasts, in microseconds. */
    static final long LEASE = 25_000_000;

    /** The generation of the store, as long as real ones are. */
    static final long GENERATION = 1_790_000_000_000L;

    static final String WORKER = "worker-4711-0a1b2c3d";

    private final String name;

    Layout(String name) {
        this.name = name;
    }

    final String name() {
        return name;
    }

    abstract void create(Statements sql) throws SQLException;

    abstract void enqueue(Statements sql, List<Sample> tasks) throws SQLException;

    /** The most urgent tasks, oldest first within a priority, put under a lease. */
    abstract List<Held> claim(Statements sql, int max) throws SQLException;

    /** Ends leases, each only if it is still the task's own; answers how many were. */
    abstract int complete(Statements sql, List<Held> held) throws SQLException;

    static long now() {
        return System.currentTimeMillis() * 1_000;
    }

    /** A task that comes in. */
    record Sample(long id, int priority, String payload) {}

    /**
     * A task under a lease.
     *
     * @param claim the number of the claim that took it; 0 where a layout does not number them
     */
    record Held(long id, int priority, long claim) {}
}
