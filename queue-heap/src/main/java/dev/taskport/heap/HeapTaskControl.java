package dev.taskport.heap;

import dev.taskport.domain.Moment;
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

final class HeapTaskControl implements TaskControl {

    private final HeapStore store;
    private final TaskChanges changes;

    HeapTaskControl(HeapStore store) {
        this.store = store;
        this.changes = new TaskChanges(store);
    }

    @Override
    public List<ControlAnswer> cancel(Workspace workspace, List<TaskId> tasks) {
        return each(workspace, tasks, TaskLifecycle::cancel);
    }

    @Override
    public List<ControlAnswer> replay(Workspace workspace, List<TaskId> tasks) {
        return each(workspace, tasks, (task, moment) -> TaskLifecycle.replay(task, store.tasks()::find, moment));
    }

    @Override
    public List<ControlAnswer> hold(Workspace workspace, List<TaskId> tasks) {
        return each(workspace, tasks, TaskLifecycle::hold);
    }

    @Override
    public List<ControlAnswer> unhold(Workspace workspace, List<TaskId> tasks) {
        return each(workspace, tasks, (task, moment) -> TaskLifecycle.unhold(task, store.tasks()::find, moment));
    }

    @Override
    public ControlAnswer edit(Workspace workspace, TaskEdit edit) {
        IntakeChecks.requireAcceptable(edit, store.options().payloadBytesMax());
        return store.write(() -> {
            Optional<Task> found = find(workspace, edit.id());
            if (found.isPresent() && found.get().state().revision() != edit.revision()) {
                return new ControlAnswer(
                        Kind.VERSION_CONFLICT, edit.id(), found.get().status());
            }
            return apply(
                    workspace, edit.id(), (task, moment) -> TaskLifecycle.edit(task, edit, moment), store.moment());
        });
    }

    @Override
    public void pause(Pause pause) {
        store.write(() -> {
            if (store.pauses().add(pause)) {
                store.changed();
            }
            return pause;
        });
    }

    @Override
    public void resume(Pause pause) {
        store.write(() -> {
            if (store.pauses().remove(pause)) {
                store.changed();
                store.claimable();
            }
            return pause;
        });
    }

    private List<ControlAnswer> each(
            Workspace workspace, List<TaskId> tasks, BiFunction<Task, Moment, Optional<Task>> event) {
        RequestChecks.requireTargets(tasks);
        return store.write(() -> {
            Moment moment = store.moment();
            List<ControlAnswer> answers = new ArrayList<>();
            tasks.forEach(task -> answers.add(apply(workspace, task, event, moment)));
            return List.copyOf(answers);
        });
    }

    private ControlAnswer apply(
            Workspace workspace, TaskId id, BiFunction<Task, Moment, Optional<Task>> event, Moment moment) {
        Optional<Task> found = find(workspace, id);
        if (found.isEmpty()) {
            return ControlAnswer.notFound(id);
        }
        Optional<Task> changed = event.apply(found.get(), moment);
        if (changed.isEmpty()) {
            return new ControlAnswer(Kind.NOT_ALLOWED, id, found.get().status());
        }
        changes.save(changed.get(), moment);
        return new ControlAnswer(Kind.APPLIED, id, changed.get().status());
    }

    private Optional<Task> find(Workspace workspace, TaskId id) {
        return store.tasks().find(id).filter(task -> task.workspace().equals(workspace));
    }
}
