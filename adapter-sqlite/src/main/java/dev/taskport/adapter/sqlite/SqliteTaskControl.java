package dev.taskport.adapter.sqlite;

import dev.taskport.domain.Task;
import dev.taskport.domain.TaskEdit;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskLifecycle;
import dev.taskport.domain.Workspace;
import dev.taskport.port.ControlAnswer;
import dev.taskport.port.ControlAnswer.Kind;
import dev.taskport.port.IntakeChecks;
import dev.taskport.port.Pause;
import dev.taskport.port.RequestChecks;
import dev.taskport.port.TaskControl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

final class SqliteTaskControl implements TaskControl {

    private final SqliteStore store;

    SqliteTaskControl(SqliteStore store) {
        this.store = store;
    }

    @Override
    public List<ControlAnswer> cancel(Workspace workspace, List<TaskId> tasks) {
        return each(workspace, tasks, (task, changes) -> TaskLifecycle.cancel(task, changes.moment()));
    }

    @Override
    public List<ControlAnswer> replay(Workspace workspace, List<TaskId> tasks) {
        return each(workspace, tasks, (task, changes) -> TaskLifecycle.replay(task, changes::find, changes.moment()));
    }

    @Override
    public List<ControlAnswer> hold(Workspace workspace, List<TaskId> tasks) {
        return each(workspace, tasks, (task, changes) -> TaskLifecycle.hold(task, changes.moment()));
    }

    @Override
    public List<ControlAnswer> unhold(Workspace workspace, List<TaskId> tasks) {
        return each(workspace, tasks, (task, changes) -> TaskLifecycle.unhold(task, changes::find, changes.moment()));
    }

    @Override
    public ControlAnswer edit(Workspace workspace, TaskEdit edit) {
        IntakeChecks.requireAcceptable(edit, store.options().common().payloadBytesMax());
        return store.write(transaction -> {
            TaskChanges changes = transaction.changes();
            ControlAnswer answer = edit(workspace, edit, changes);
            changes.write();
            return answer;
        });
    }

    private static ControlAnswer edit(Workspace workspace, TaskEdit edit, TaskChanges changes) {
        Optional<Task> found = find(workspace, edit.id(), changes);
        if (found.isEmpty()) {
            return ControlAnswer.notFound(edit.id());
        }
        if (found.get().state().revision() != edit.revision()) {
            return new ControlAnswer(
                    Kind.VERSION_CONFLICT, edit.id(), found.get().status());
        }
        Optional<Task> edited = TaskLifecycle.edit(found.get(), edit, changes.moment());
        edited.ifPresent(changes::saveEdited);
        return answer(found.get(), edited);
    }

    @Override
    public void pause(Pause pause) {
        store.write(transaction -> add(pause, transaction));
    }

    /** Whether it was not there before. */
    static boolean add(Pause pause, SqliteTransaction transaction) {
        int added = transaction.session().store().pause(pause.gate().name(), workspace(pause), type(pause));
        if (added > 0) {
            transaction.changed();
            transaction.configured();
        }
        return added > 0;
    }

    @Override
    public void resume(Pause pause) {
        store.write(transaction -> {
            int removed = transaction.session().store().resume(pause.gate().name(), workspace(pause), type(pause));
            if (removed > 0) {
                transaction.changed();
                transaction.configured();
                transaction.claimable();
            }
            return removed;
        });
    }

    private static String workspace(Pause pause) {
        return pause.workspace() == null ? "" : pause.workspace().value();
    }

    private static String type(Pause pause) {
        return pause.type() == null ? "" : pause.type().value();
    }

    private List<ControlAnswer> each(
            Workspace workspace, List<TaskId> tasks, BiFunction<Task, TaskChanges, Optional<Task>> event) {
        RequestChecks.requireTargets(tasks);
        return store.write(transaction -> {
            TaskChanges changes = transaction.changes();
            changes.load(tasks);
            List<ControlAnswer> answers = new ArrayList<>();
            tasks.forEach(task -> answers.add(apply(workspace, task, event, changes)));
            changes.write();
            return List.copyOf(answers);
        });
    }

    private static ControlAnswer apply(
            Workspace workspace, TaskId id, BiFunction<Task, TaskChanges, Optional<Task>> event, TaskChanges changes) {
        Optional<Task> found = find(workspace, id, changes);
        if (found.isEmpty()) {
            return ControlAnswer.notFound(id);
        }
        Optional<Task> changed = event.apply(found.get(), changes);
        changed.ifPresent(changes::save);
        return answer(found.get(), changed);
    }

    private static ControlAnswer answer(Task found, Optional<Task> changed) {
        return changed.map(task -> new ControlAnswer(Kind.APPLIED, task.id(), task.status()))
                .orElseGet(() -> new ControlAnswer(Kind.NOT_ALLOWED, found.id(), found.status()));
    }

    private static Optional<Task> find(Workspace workspace, TaskId id, TaskChanges changes) {
        return changes.find(id).filter(task -> task.workspace().equals(workspace));
    }
}
