package dev.taskport.domain;

/** Where a task is in its life. {@link TaskLifecycle} says how it gets from one to the other. */
public enum TaskStatus {
    /** Waits to be claimed, as soon as it is due. */
    QUEUED(false),
    /** Waits for the tasks it depends on. */
    BLOCKED(false),
    /** Waits for a person. */
    HELD(false),
    /** Is run by the holder of its lease. */
    LEASED(false),
    /** Finished: done. */
    COMPLETED(true),
    /** Finished: failed for good, until a person replays it. */
    DEAD(true),
    /** Finished: called off. */
    CANCELLED(true);

    private final boolean finished;

    TaskStatus(boolean finished) {
        this.finished = finished;
    }

    /** Whether the task has ended; only replay brings it back. */
    public boolean finished() {
        return finished;
    }
}
