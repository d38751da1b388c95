package dev.taskport.engine;

import dev.taskport.domain.Outcome;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskLifecycle;
import dev.taskport.domain.WorkerId;
import org.jspecify.annotations.Nullable;

/** Attempts and outcomes as events. */
final class Happenings {

    private Happenings() {}

    static TaskHappening of(TaskHappening.Kind kind, Attempt attempt, WorkerId worker, @Nullable String error) {
        Task task = attempt.task();
        return new TaskHappening(
                kind, task.id(), task.type(), worker, task.state().attempt(), attempt.took(), error);
    }

    /** What the outcome makes of the task. */
    static TaskHappening.Kind kind(Task task, Outcome outcome) {
        return switch (outcome.kind()) {
            case COMPLETE -> TaskHappening.Kind.COMPLETED;
            case RETRY -> TaskLifecycle.lastAttempt(task) ? TaskHappening.Kind.DEAD : TaskHappening.Kind.RETRIED;
            case BURY -> TaskHappening.Kind.DEAD;
            case SNOOZE -> TaskHappening.Kind.SNOOZED;
            case RELEASE -> TaskHappening.Kind.RELEASED;
        };
    }

    static @Nullable String error(Outcome outcome) {
        if (outcome instanceof Outcome.Retry retry) {
            return retry.error();
        }
        return outcome instanceof Outcome.Bury bury ? bury.error() : null;
    }
}
