package dev.taskport.domain;

/** What becomes of a task when one it depends on ends DEAD or CANCELLED. */
public enum OnDependencyFailure {
    /** It stays BLOCKED until the dependency is replayed and completes. */
    BLOCK,
    /** It is cancelled too. */
    CANCEL
}
