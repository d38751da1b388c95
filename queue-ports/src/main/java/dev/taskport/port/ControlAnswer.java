package dev.taskport.port;

import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import org.jspecify.annotations.Nullable;

/**
 * What became of an operator's request.
 *
 * @param status the task's status after it; null if NOT_FOUND
 */
public record ControlAnswer(
        Kind kind, TaskId task, @Nullable TaskStatus status) {

    public enum Kind {
        APPLIED,
        NOT_ALLOWED,
        VERSION_CONFLICT,
        NOT_FOUND
    }

    public static ControlAnswer notFound(TaskId task) {
        return new ControlAnswer(Kind.NOT_FOUND, task, null);
    }
}
