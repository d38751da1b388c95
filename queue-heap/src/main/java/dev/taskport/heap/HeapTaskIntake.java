package dev.taskport.heap;

import dev.taskport.domain.ExternalId;
import dev.taskport.domain.Moment;
import dev.taskport.domain.NewTask;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskLifecycle;
import dev.taskport.domain.TaskSpec;
import dev.taskport.domain.TaskStatus;
import dev.taskport.port.EnqueueAnswer;
import dev.taskport.port.EnqueueAnswer.Kind;
import dev.taskport.port.IntakeChecks;
import dev.taskport.port.TaskIntake;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class HeapTaskIntake implements TaskIntake {

    private final HeapStore store;
    private final TaskChanges changes;

    HeapTaskIntake(HeapStore store) {
        this.store = store;
        this.changes = new TaskChanges(store);
    }

    @Override
    public List<EnqueueAnswer> enqueue(List<NewTask> tasks) {
        IntakeChecks.requireAcceptable(tasks, store.options().payloadBytesMax());
        return store.write(() -> {
            IntakeChecks.requireOpen(tasks, store.pauses().all());
            Moment moment = store.moment();
            List<EnqueueAnswer> answers = new ArrayList<>();
            tasks.forEach(task -> answers.add(enqueue(task, moment)));
            return List.copyOf(answers);
        });
    }

    private EnqueueAnswer enqueue(NewTask task, Moment moment) {
        Optional<Task> sameId = store.tasks().find(task.id());
        if (sameId.isPresent()) {
            return repeated(sameId.get(), task);
        }
        Optional<Task> sameKey = byKey(task.spec());
        return sameKey.isPresent() ? known(sameKey.get(), task) : create(task, moment);
    }

    private EnqueueAnswer repeated(Task stored, NewTask task) {
        TaskLifecycle.requireRepeat(stored, task, store.identity().lineage());
        return new EnqueueAnswer(Kind.DUPLICATE_ID, stored.id(), stored.status(), false);
    }

    private Optional<Task> byKey(TaskSpec spec) {
        return Optional.ofNullable(spec.idempotencyKey())
                .flatMap(key -> store.tasks().names().find(spec.workspace(), key))
                .map(store.tasks()::get);
    }

    private static EnqueueAnswer known(Task stored, NewTask task) {
        return new EnqueueAnswer(
                Kind.DUPLICATE_KEY, stored.id(), stored.status(), TaskLifecycle.contentDiffers(stored, task));
    }

    private EnqueueAnswer create(NewTask task, Moment moment) {
        requireFree(task);
        Task created = TaskLifecycle.enqueue(task, store.identity().lineage(), dependencies(task), moment);
        changes.save(created, moment);
        return new EnqueueAnswer(Kind.CREATED, created.id(), created.status(), false);
    }

    private void requireFree(NewTask task) {
        ExternalId externalId = task.spec().externalId();
        if (externalId != null
                && store.tasks()
                        .names()
                        .find(task.spec().workspace(), externalId)
                        .isPresent()) {
            throw IntakeChecks.externalIdTaken(task);
        }
    }

    private Map<TaskId, TaskStatus> dependencies(NewTask task) {
        if (task.dependsOn().isEmpty()) {
            return Map.of();
        }
        Map<TaskId, TaskStatus> found = new HashMap<>();
        for (TaskId on : task.dependsOn()) {
            store.tasks()
                    .find(on)
                    .filter(dependency ->
                            dependency.workspace().equals(task.spec().workspace()))
                    .ifPresent(dependency -> found.put(on, dependency.status()));
        }
        return found;
    }
}
