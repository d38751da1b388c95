package dev.taskport.port;

/** What became of something that only the holder of a lease may do. */
public enum LeaseAnswer {
    APPLIED,
    /** The lease is not the task's lease any more; nothing was changed. */
    LEASE_LOST,
    /** There is no such task (any more). */
    NOT_FOUND
}
