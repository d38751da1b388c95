package dev.taskport.adapter.sqlite;

import dev.taskport.domain.Dependency;
import dev.taskport.domain.Micros;
import dev.taskport.domain.Retention;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskLifecycle;
import dev.taskport.domain.TaskStatus;
import dev.taskport.port.RequestChecks;
import dev.taskport.port.TaskHousekeeping;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

final class SqliteTaskHousekeeping implements TaskHousekeeping {

    private static final long BEFORE_ALL = -1;
    private static final long A_DAY = TimeUnit.DAYS.toMicros(1);

    private final SqliteStore store;
    /** The last task that a sweep of this process looked at; the next one goes on behind it. */
    private final AtomicLong swept = new AtomicLong(BEFORE_ALL);

    /** When the engine's statistics were last looked at; at first, when the store was opened. */
    private final AtomicLong refreshed;

    SqliteTaskHousekeeping(SqliteStore store) {
        this.store = store;
        this.refreshed = new AtomicLong(Micros.of(store.now()));
    }

    @Override
    public List<Task> reclaimExpired(int limit) {
        RequestChecks.requireHousekeeping(limit);
        return store.write(transaction -> {
            TaskChanges changes = transaction.changes();
            long now = Micros.of(changes.moment().now());
            List<Task> reclaimed = new ArrayList<>();
            for (Task expired :
                    changes.load(ids(transaction.session().housekeeping().expired(now, limit)))) {
                TaskLifecycle.expire(expired, changes.moment()).ifPresent(task -> {
                    changes.save(task);
                    reclaimed.add(task);
                });
            }
            changes.write();
            return List.copyOf(reclaimed);
        });
    }

    @Override
    public int prune(Retention retention, int limit) {
        RequestChecks.requireHousekeeping(limit);
        return store.write(transaction -> {
            TaskChanges changes = transaction.changes();
            int pruned = 0;
            Instant now = changes.moment().now();
            for (TaskId id : prunable(transaction, retention, now, limit)) {
                // One by one: those of one state each leave it as the one before has left it.
                StoredTask stored = transaction.session().reading().find(id).orElseThrow();
                if (pruned < limit && prunable(stored.task(), retention, now)) {
                    changes.remove(stored);
                    pruned++;
                }
            }
            refreshStatisticsDaily(transaction);
            return pruned;
        });
    }

    private void refreshStatisticsDaily(SqliteTransaction transaction) {
        long now = Micros.of(transaction.moment().now());
        if (now - refreshed.get() >= A_DAY) {
            refreshed.set(now);
            Statistics.refresh(transaction.session());
        }
    }

    /** Candidates from the two indexes; the retention itself decides. */
    private static List<TaskId> prunable(SqliteTransaction transaction, Retention retention, Instant now, int limit) {
        HousekeepingSql sql = transaction.session().housekeeping();
        List<Long> candidates = new ArrayList<>();
        for (TaskStatus status : TaskStatus.values()) {
            if (status.finished()) {
                retention
                        .finishedUpTo(status, now)
                        .ifPresent(upTo -> candidates.addAll(sql.finished(status.name(), Micros.of(upTo), limit)));
            }
        }
        retention.importedUpTo(now).ifPresent(upTo -> candidates.addAll(sql.history(Micros.of(upTo), limit)));
        return ids(candidates);
    }

    private static boolean prunable(Task task, Retention retention, Instant now) {
        return retention.prunable(
                task.status(), task.state().finishedAt(), task.state().importedAt(), now);
    }

    private static List<TaskId> ids(List<Long> numbers) {
        return numbers.stream().map(TaskId::new).toList();
    }

    @Override
    public int sweepDependencies(int limit) {
        RequestChecks.requireHousekeeping(limit);
        long after = swept.get();
        List<Long> blocked = store.read(session -> session.housekeeping().blocked(after, limit));
        int mended = blocked.isEmpty() ? 0 : mend(blocked);
        swept.set(blocked.size() < limit ? BEFORE_ALL : blocked.get(blocked.size() - 1));
        return mended;
    }

    private int mend(List<Long> blocked) {
        return store.write(transaction -> {
            TaskChanges changes = transaction.changes();
            load(blocked, changes);
            int mended = 0;
            for (long id : blocked) {
                mended += mend(new TaskId(id), changes) ? 1 : 0;
            }
            changes.write();
            return mended;
        });
    }

    /** The tasks and those they wait for, in two questions: the lock is held. */
    private static void load(List<Long> blocked, TaskChanges changes) {
        List<TaskId> tasks = ids(blocked);
        changes.load(tasks);
        changes.load(tasks.stream()
                .flatMap(task -> changes.loaded(task).stream())
                .flatMap(task -> task.state().dependencies().stream())
                .filter(dependency -> !dependency.satisfied())
                .map(Dependency::on)
                .toList());
    }

    /** Whether something had been missed. */
    private static boolean mend(TaskId blocked, TaskChanges changes) {
        boolean mended = false;
        List<Dependency> dependencies =
                changes.loaded(blocked).map(task -> task.state().dependencies()).orElse(List.of());
        for (Dependency dependency : dependencies) {
            Optional<Task> ended = changes.loaded(dependency.on())
                    .filter(found -> found.status().finished());
            Optional<Task> changed = ended.flatMap(end ->
                    changes.loaded(blocked).flatMap(now -> TaskLifecycle.dependencyEnded(now, end, changes.moment())));
            changed.ifPresent(changes::save);
            mended |= changed.isPresent();
        }
        return mended;
    }

    @Override
    public int purgeExpiredRecords(int limit) {
        RequestChecks.requireHousekeeping(limit);
        return store.write(transaction -> transaction
                .session()
                .housekeeping()
                .purgeExpiredRecords(Micros.of(transaction.moment().now()), limit));
    }
}
