package dev.taskport.engine;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.NewTask;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskSpec;
import dev.taskport.domain.TaskportException;
import dev.taskport.domain.Workspace;
import dev.taskport.port.EnqueueAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes tasks in. A call whose outcome is unknown is repeated with the same ids, which has one effect, until it is known or
 * the patience is over.
 */
final class Intake {

    private static final int TRIES = 5;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

    private final Engine engine;
    private final Workspace workspace;

    Intake(Engine engine, Workspace workspace) {
        this.engine = engine;
        this.workspace = workspace;
    }

    /** The draft as a task of this workspace, with a new id. */
    NewTask named(TaskDraft draft) {
        NewTask task = draft.as(engine.ids().next());
        if (workspace.equals(Workspace.DEFAULT) || !task.spec().workspace().equals(Workspace.DEFAULT)) {
            return required(task);
        }
        TaskSpec here = task.spec().draft().workspace(workspace).spec();
        return new NewTask(task.id(), here, task.dependsOn(), task.runAfter(), task.held());
    }

    /** Makes sure that a task does not land elsewhere than where the queue looks for it. */
    NewTask required(NewTask task) {
        if (!task.spec().workspace().equals(workspace)) {
            throw ErrorCode.INVALID_REQUEST.error("Task " + task.id() + " is of workspace "
                    + task.spec().workspace() + ", but this queue is workspace " + workspace
                    + ". Nothing was stored. Use the queue of that workspace.");
        }
        return task;
    }

    /** Stores tasks whose ids were made for this call: if they turn out to be there after all, this call has brought them. */
    List<EnqueueAnswer> storeNew(List<NewTask> tasks) {
        return store(tasks, true);
    }

    /** Stores tasks with ids of the caller's. */
    List<EnqueueAnswer> store(List<NewTask> tasks) {
        return store(tasks, false);
    }

    private List<EnqueueAnswer> store(List<NewTask> tasks, boolean newIds) {
        for (int tried = 1; ; tried++) {
            try {
                List<EnqueueAnswer> answers = engine.backend().intake().enqueue(tasks);
                List<EnqueueAnswer> meant = newIds && tried > 1 ? created(answers) : answers;
                tell(tasks, meant);
                return meant;
            } catch (TaskportException e) {
                boolean unknown =
                        e.code() == ErrorCode.OUTCOME_UNKNOWN || (tried > 1 && e.code() == ErrorCode.UNAVAILABLE);
                if (unknown && tried < TRIES) {
                    Waiting.pause(BETWEEN_TRIES.multipliedBy(tried));
                } else {
                    throw tried > 1 ? stillUnknown(tasks, e) : e;
                }
            }
        }
    }

    /** Once an outcome was unknown, a later refusal does not make it known. */
    private static TaskportException stillUnknown(List<NewTask> tasks, TaskportException last) {
        return ErrorCode.OUTCOME_UNKNOWN.error(
                (tasks.size() == 1
                                ? "Whether task " + tasks.get(0).id() + " was stored is not known: " + last.getMessage()
                                : "Whether " + tasks.size() + " tasks (the first is "
                                        + tasks.get(0).id() + ") were stored is not known: " + last.getMessage()
                                        + " They are in the store all together or not at all.")
                        + " Look the id up, or enqueue again under the same "
                        + (tasks.size() == 1 ? "id." : "ids."),
                last);
    }

    private static List<EnqueueAnswer> created(List<EnqueueAnswer> answers) {
        return answers.stream()
                .map(answer -> answer.kind() == EnqueueAnswer.Kind.DUPLICATE_ID
                        ? new EnqueueAnswer(EnqueueAnswer.Kind.CREATED, answer.id(), answer.status(), false)
                        : answer)
                .toList();
    }

    private void tell(List<NewTask> tasks, List<EnqueueAnswer> answers) {
        if (engine.listeners().isEmpty()) {
            return;
        }
        List<TaskHappening> happened = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            if (!answers.get(i).duplicate()) {
                happened.add(TaskHappening.of(
                        TaskHappening.Kind.ENQUEUED,
                        tasks.get(i).id(),
                        tasks.get(i).spec().type()));
            }
        }
        happened.forEach(engine.listeners()::on);
    }
}
