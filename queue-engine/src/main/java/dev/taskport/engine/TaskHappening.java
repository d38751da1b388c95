package dev.taskport.engine;

import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.WorkerId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a task. It never holds a payload or a result.
 *
 * @param type null where only the id is known
 * @param worker who ran it; null where nobody did
 * @param attempt from 1; 0 where it is not known
 * @param took how long the handler ran; null where none did
 * @param error what went wrong, in words; null if nothing did
 */
public record TaskHappening(
        Kind kind,
        TaskId task,
        @Nullable TaskType type,
        @Nullable WorkerId worker,
        int attempt,
        @Nullable Duration took,
        @Nullable String error) {

    /** What happened; the backend has acknowledged it. */
    public enum Kind {
        ENQUEUED,
        /** Taken by a worker of this process. */
        CLAIMED,
        COMPLETED,
        /** Failed, to be tried again. */
        RETRIED,
        /** Failed for good. */
        DEAD,
        SNOOZED,
        RELEASED,
        /** The worker learned that the task is not its own any more. */
        LEASE_LOST,
        /** The janitor took the task back from a worker that stopped renewing. */
        RECLAIMED,
        CANCELLED,
        HELD,
        UNHELD,
        REPLAYED
    }

    static TaskHappening of(Kind kind, TaskId task, @Nullable TaskType type) {
        return new TaskHappening(kind, task, type, null, 0, null, null);
    }
}
