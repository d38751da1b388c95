package dev.taskport.adapter.sqlite;

import dev.taskport.domain.ExternalId;
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
import java.util.stream.Stream;

final class SqliteTaskIntake implements TaskIntake {

    private final SqliteStore store;

    SqliteTaskIntake(SqliteStore store) {
        this.store = store;
    }

    @Override
    public List<EnqueueAnswer> enqueue(List<NewTask> tasks) {
        IntakeChecks.requireAcceptable(tasks, store.options().common().payloadBytesMax());
        return store.write(transaction -> {
            IntakeChecks.requireOpen(tasks, transaction.cache().pauses());
            TaskChanges changes = transaction.arriving();
            changes.loadPresent(tasks.stream()
                    .flatMap(task -> Stream.concat(Stream.of(task.id()), task.dependsOn().stream()))
                    .toList());
            List<EnqueueAnswer> answers = new ArrayList<>();
            tasks.forEach(task -> answers.add(enqueue(task, changes, transaction)));
            return List.copyOf(answers);
        });
    }

    private EnqueueAnswer enqueue(NewTask task, TaskChanges changes, SqliteTransaction transaction) {
        return byId(task, changes, transaction)
                .or(() -> byKey(task, changes))
                .orElseGet(() -> create(task, changes, transaction));
    }

    private Optional<EnqueueAnswer> byId(NewTask task, TaskChanges changes, SqliteTransaction transaction) {
        return changes.loaded(task.id()).map(stored -> {
            TaskLifecycle.requireRepeat(stored, task, transaction.lineage());
            return new EnqueueAnswer(Kind.DUPLICATE_ID, stored.id(), stored.status(), false);
        });
    }

    private Optional<EnqueueAnswer> byKey(NewTask task, TaskChanges changes) {
        TaskSpec spec = task.spec();
        return Optional.ofNullable(spec.idempotencyKey())
                .flatMap(key -> changes.find(spec.workspace(), key))
                .map(stored -> new EnqueueAnswer(
                        Kind.DUPLICATE_KEY, stored.id(), stored.status(), TaskLifecycle.contentDiffers(stored, task)));
    }

    private EnqueueAnswer create(NewTask task, TaskChanges changes, SqliteTransaction transaction) {
        requireFree(task, changes);
        Task created =
                TaskLifecycle.enqueue(task, transaction.lineage(), dependencies(task, changes), changes.moment());
        changes.create(created);
        return new EnqueueAnswer(Kind.CREATED, created.id(), created.status(), false);
    }

    private void requireFree(NewTask task, TaskChanges changes) {
        ExternalId externalId = task.spec().externalId();
        if (externalId != null
                && changes.find(task.spec().workspace(), externalId).isPresent()) {
            throw IntakeChecks.externalIdTaken(task);
        }
    }

    private Map<TaskId, TaskStatus> dependencies(NewTask task, TaskChanges changes) {
        Map<TaskId, TaskStatus> found = new HashMap<>();
        for (TaskId on : task.dependsOn()) {
            changes.loaded(on)
                    .filter(dependency ->
                            dependency.workspace().equals(task.spec().workspace()))
                    .ifPresent(dependency -> found.put(on, dependency.status()));
        }
        return found;
    }
}
