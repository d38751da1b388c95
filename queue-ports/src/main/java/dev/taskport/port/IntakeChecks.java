package dev.taskport.port;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.NewTask;
import dev.taskport.domain.TaskEdit;
import dev.taskport.domain.TaskportException;
import java.util.List;
import java.util.Set;

/** What every backend checks before it takes tasks in, so that all refuse the same things in the same words. */
public final class IntakeChecks {

    private IntakeChecks() {}

    /**
     * Checks that need nothing from the store: batch size, payload size, and what is not supported yet.
     *
     * @throws TaskportException LIMIT_EXCEEDED or UNSUPPORTED
     */
    public static void requireAcceptable(List<NewTask> tasks, int payloadBytesMax) {
        if (tasks.size() > TaskIntake.BATCH_MAX) {
            throw ErrorCode.LIMIT_EXCEEDED.error(String.format(
                    "The batch has %,d tasks, allowed are %,d. Nothing was stored. Split it.",
                    tasks.size(), TaskIntake.BATCH_MAX));
        }
        for (NewTask task : tasks) {
            if (task.spec()
                    .payload()
                    .exceeds(payloadBytesMax)) { // asked first: most messages would be made for nothing
                task.spec().payload().requireAtMost("The payload of task " + task.id(), payloadBytesMax);
            }
            if (task.spec().concurrencyKey() != null) {
                throw ErrorCode.UNSUPPORTED.error(
                        "Task " + task.id()
                                + " has a concurrency key, which this version does not enforce yet. Nothing was stored. Enqueue it without.");
            }
        }
    }

    /**
     * Checks that no gate is closed for any task.
     *
     * @throws TaskportException INTAKE_PAUSED
     */
    public static void requireOpen(List<NewTask> tasks, Set<Pause> pauses) {
        if (pauses.isEmpty()) {
            return;
        }
        for (NewTask task : tasks) {
            pauses.stream()
                    .filter(pause -> pause.covers(
                            Pause.Gate.INTAKE,
                            task.spec().workspace(),
                            task.spec().type()))
                    .findFirst()
                    .ifPresent(pause -> {
                        throw paused(task, pause);
                    });
        }
    }

    /**
     * Checks the payload that an edit brings, if it brings one.
     *
     * @throws TaskportException LIMIT_EXCEEDED
     */
    public static void requireAcceptable(TaskEdit edit, int payloadBytesMax) {
        if (edit.payload() != null) {
            edit.payload().requireAtMost("The payload of task " + edit.id(), payloadBytesMax);
        }
    }

    /** What to throw at a new task whose external id another task of its workspace has: ID_CONFLICT. */
    public static TaskportException externalIdTaken(NewTask task) {
        return ErrorCode.ID_CONFLICT.error("Task " + task.id() + " has the external id "
                + task.spec().externalId() + ", which belongs to another task of workspace "
                + task.spec().workspace()
                + ". Nothing was stored, the other task is unchanged. Give this task another external id, or none.");
    }

    private static RuntimeException paused(NewTask task, Pause pause) {
        String scope = pause.workspace() == null
                ? "the whole store"
                : "workspace " + pause.workspace() + (pause.type() == null ? "" : ", type " + pause.type());
        return ErrorCode.INTAKE_PAUSED.error(
                "Task " + task.id() + " of type " + task.spec().type()
                        + " was not taken in: intake is paused for " + scope
                        + ". Nothing was stored. Try again after intake was resumed there.");
    }
}
