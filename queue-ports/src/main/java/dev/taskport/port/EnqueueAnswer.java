package dev.taskport.port;

import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;

/**
 * What became of one enqueued task.
 *
 * @param id the task that stands for the request: the new one, or the one that was there
 * @param status its status now
 * @param contentDiffers for DUPLICATE_KEY: whether the stored task has another type or payload
 */
public record EnqueueAnswer(Kind kind, TaskId id, TaskStatus status, boolean contentDiffers) {

    public enum Kind {
        CREATED,
        DUPLICATE_ID,
        DUPLICATE_KEY
    }

    /** Whether the task was there before. */
    public boolean duplicate() {
        return kind != Kind.CREATED;
    }
}
