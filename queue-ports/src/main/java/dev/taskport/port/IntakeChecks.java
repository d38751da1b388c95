package dev.taskport.port;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.NewTask;
import java.util.List;
import java.util.Set;

/** What every backend checks before it takes tasks in, so that all refuse the same things in the same words. */
public final class IntakeChecks {

    private IntakeChecks() {}

    /**
     * Checks that need nothing from the store: batch size, payload size, and what is not supported yet.
     *
     * @throws dev.taskport.domain.TaskportException LIMIT_EXCEEDED or UNSUPPORTED
     */
    public static void requireAcceptable(List<NewTask> tasks, int payloadBytesMax) {
        if (tasks.size() > TaskIntake.BATCH_MAX) {
            throw ErrorCode.LIMIT_EXCEEDED.error(String.format(
                    "The batch has %,d tasks, allowed are %,d. Nothing was stored. Split it.",
                    tasks.size(), TaskIntake.BATCH_MAX));
        }
        for (NewTask task : tasks) {
            task.spec().payload().requireAtMost("The payload of task " + task.id(), payloadBytesMax);
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
     * @throws dev.taskport.domain.TaskportException INTAKE_PAUSED
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

    private static RuntimeException paused(NewTask task, Pause pause) {
        String scope = pause.workspace() == null
                ? "the whole store"
                : "workspace " + pause.workspace() + (pause.type() == null ? "" : ", type " + pause.type());
        return ErrorCode.INTAKE_PAUSED.error(
                "Task " + task.id() + " of type " + task.spec().type()
                        + " was not taken in: intake is paused for " + scope
                        + ". Nothing was stored. Try again after intake was resumed.");
    }
}
