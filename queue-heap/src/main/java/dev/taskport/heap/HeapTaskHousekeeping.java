package dev.taskport.heap;

import dev.taskport.domain.Dependency;
import dev.taskport.domain.Moment;
import dev.taskport.domain.Retention;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskLifecycle;
import dev.taskport.port.RequestChecks;
import dev.taskport.port.StoredRecord;
import dev.taskport.port.TaskHousekeeping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class HeapTaskHousekeeping implements TaskHousekeeping {

    private static final TaskId FIRST = new TaskId(0);

    private final HeapStore store;
    private final TaskChanges changes;
    /** The last task that a sweep looked at; the next one goes on behind it. Guarded by the store's lock. */
    private TaskId swept = FIRST;

    HeapTaskHousekeeping(HeapStore store) {
        this.store = store;
        this.changes = new TaskChanges(store);
    }

    @Override
    public List<Task> reclaimExpired(int limit) {
        RequestChecks.requireHousekeeping(limit);
        return store.write(() -> {
            Moment moment = store.moment();
            List<Task> reclaimed = new ArrayList<>();
            for (Task expired : store.tasks().leases().expired(moment.now(), limit)) {
                TaskLifecycle.expire(expired, moment).ifPresent(task -> {
                    changes.save(task, moment);
                    reclaimed.add(task);
                });
            }
            return List.copyOf(reclaimed);
        });
    }

    @Override
    public int prune(Retention retention, int limit) {
        RequestChecks.requireHousekeeping(limit);
        return store.write(() -> {
            Moment moment = store.moment();
            List<TaskId> prunable = store.tasks()
                    .all()
                    .filter(entry -> retention.prunable(entry.task(), moment.now()))
                    .limit(limit)
                    .map(Entry::id)
                    .toList();
            prunable.forEach(changes::remove);
            return prunable.size();
        });
    }

    @Override
    public int sweepDependencies(int limit) {
        RequestChecks.requireHousekeeping(limit);
        return store.write(() -> {
            Moment moment = store.moment();
            List<TaskId> blocked = store.tasks().dependencies().blocked(swept, limit);
            swept = blocked.size() < limit ? FIRST : blocked.get(blocked.size() - 1);
            return (int) blocked.stream().filter(task -> mend(task, moment)).count();
        });
    }

    /** Whether something had been missed. */
    private boolean mend(TaskId blocked, Moment moment) {
        boolean mended = false;
        for (Dependency dependency : store.tasks().get(blocked).state().dependencies()) {
            Optional<Task> ended = store.tasks()
                    .find(dependency.on())
                    .filter(task -> task.status().finished());
            Optional<Task> changed = ended.flatMap(
                    end -> TaskLifecycle.dependencyEnded(store.tasks().get(blocked), end, moment));
            changed.ifPresent(task -> changes.save(task, moment));
            mended |= changed.isPresent();
        }
        return mended;
    }

    @Override
    public int purgeExpiredRecords(int limit) {
        RequestChecks.requireHousekeeping(limit);
        return store.write(() -> {
            List<StoredRecord> expired = store.records().expired(store.moment().now(), limit);
            expired.forEach(store.records()::remove);
            return expired.size();
        });
    }
}
