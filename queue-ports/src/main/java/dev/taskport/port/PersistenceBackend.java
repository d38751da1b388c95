package dev.taskport.port;

import java.time.InstantSource;

/**
 * A store of tasks, opened. It hands out small roles; ask for the role where it is used and keep none in a field, because
 * a running program may be moved to another backend between two calls.
 *
 * <p>It does not run tasks, decide retries or keep leases alive: that is the engine's work. It offers no default that
 * pretends: what a backend cannot do is said by its {@link #profile()}, and asking for it is UNSUPPORTED.
 *
 * <p>Safe for use by several threads. After {@link #close()} every call is UNAVAILABLE.
 */
public interface PersistenceBackend extends AutoCloseable {

    /** What this backend can and cannot do. */
    BackendProfile profile();

    /** Who this store is, and its present generation. */
    StoreIdentity identity();

    /** The time by which this store judges leases, delays and retention. */
    InstantSource clock();

    /** For producers. */
    TaskIntake intake();

    /** For workers. */
    TaskLeasing leasing();

    /** For operators. */
    TaskControl control();

    /** For readers. */
    TaskInspection inspection();

    /** For the janitor. */
    TaskHousekeeping housekeeping();

    /** What running tasks say. */
    TaskLog log();

    /** Hints that work may have come. */
    Wakeups wakeups();

    /** Everything that is not a task. */
    RecordStore records();

    /** For moving between stores. */
    TaskTransfer transfer();

    /** For maintenance. */
    BackendCare care();

    /** For whoever makes ids. */
    NodeAllotment nodes();

    /** Finishes what is under way and frees every resource; closing again does nothing. */
    @Override
    void close();
}
