package dev.taskport.domain;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

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

    private static final Set<TaskStatus> UNFINISHED =
            Arrays.stream(values()).filter(status -> !status.finished).collect(Collectors.toUnmodifiableSet());

    TaskStatus(boolean finished) {
        this.finished = finished;
    }

    /** Those of tasks that have not ended. */
    public static Set<TaskStatus> unfinished() {
        return UNFINISHED;
    }

    /** Whether the task has ended; only replay brings it back. */
    public boolean finished() {
        return finished;
    }
}
