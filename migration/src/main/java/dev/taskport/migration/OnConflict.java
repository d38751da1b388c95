package dev.taskport.migration;

/** What to do about a task or record that the target holds already, with another content that is not newer. */
public enum OnConflict {
    /** Nothing is migrated. */
    FAIL,
    /** The target's stays. */
    SKIP,
    /** The source's takes its place, as a new state of the same task. A task of another origin is never replaced. */
    REPLACE
}
