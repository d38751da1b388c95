package dev.taskport.adapter.sqlite;

import dev.taskport.domain.ExternalId;
import dev.taskport.domain.IdempotencyKey;
import dev.taskport.domain.Moment;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskLifecycle;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.Workspace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that one operation has in hand: loaded once, changed as often as the operation likes, written together. Saves
 * changed tasks, and what the end of one means for those that wait for it.
 */
final class TaskChanges {

    private static final int DEPENDANTS_AT_ONCE = 1000;

    private final SqliteTransaction transaction;
    private final TaskSql sql;
    private final Moment moment;
    private final Map<TaskId, Entry> entries = new HashMap<>();
    private final Map<TaskId, Entry> dirty = new LinkedHashMap<>();
    private final Map<Named, TaskId> names = new HashMap<>();

    private @Nullable Boolean anybodyWaits;

    private record Named(Workspace workspace, Object name) {}

    /** A task in hand. */
    private static final class Entry {
        /** As it lies in the table; null while it does not. */
        private final @Nullable TaskRow stored;

        private Task task;
        /** Whether more than its state was changed. */
        private boolean whole;

        Entry(@Nullable TaskRow stored, Task task) {
            this.stored = stored;
            this.task = task;
        }
    }

    TaskChanges(SqliteTransaction transaction, Moment moment) {
        this.transaction = transaction;
        this.sql = transaction.session().tasks();
        this.moment = moment;
    }

    Moment moment() {
        return moment;
    }

    Optional<Task> find(TaskId id) {
        Entry known = entries.get(id);
        if (known != null) {
            return Optional.of(known.task);
        }
        return sql.find(id.value()).map(row -> take(row));
    }

    /** A task that was loaded, or created meanwhile; empty if there is none. */
    Optional<Task> loaded(TaskId id) {
        return Optional.ofNullable(entries.get(id)).map(entry -> entry.task);
    }

    /** Loads tasks together that will be asked for one by one. */
    void load(Collection<TaskId> ids) {
        List<TaskId> missing =
                ids.stream().filter(id -> !entries.containsKey(id)).distinct().toList();
        if (missing.size() == 1) {
            find(missing.get(0));
        } else if (!missing.isEmpty()) {
            sql.load(Json.ids(missing)).forEach(this::take);
        }
    }

    /** Loads those of the tasks that there are, where most will not be there. */
    void loadPresent(Collection<TaskId> ids) {
        load(sql.present(Json.ids(ids)).stream().map(TaskId::new).toList());
    }

    /** Takes a row in hand, completed by what lies beside it. */
    Task take(TaskRow row) {
        Entry known = entries.get(row.task().id());
        if (known != null) {
            return known.task;
        }
        TaskRow complete = TaskParts.complete(sql, row);
        entries.put(row.task().id(), new Entry(complete, complete.task()));
        return complete.task();
    }

    Optional<Task> find(Workspace workspace, IdempotencyKey key) {
        return named(workspace, key)
                .or(() -> transaction
                        .session()
                        .intake()
                        .byKey(workspace.value(), key.value())
                        .map(TaskId::new))
                .flatMap(this::find);
    }

    Optional<Task> find(Workspace workspace, ExternalId externalId) {
        return named(workspace, externalId)
                .or(() -> transaction
                        .session()
                        .intake()
                        .byExternalId(workspace.value(), externalId.value())
                        .map(TaskId::new))
                .flatMap(this::find);
    }

    private Optional<TaskId> named(Workspace workspace, Object name) {
        return Optional.ofNullable(names.get(new Named(workspace, name)));
    }

    /** Notes a new task. */
    void create(Task task) {
        put(task, new Entry(null, task));
        Workspace workspace = task.workspace();
        if (task.spec().idempotencyKey() != null) {
            names.put(new Named(workspace, task.spec().idempotencyKey()), task.id());
        }
        if (task.spec().externalId() != null) {
            names.put(new Named(workspace, task.spec().externalId()), task.id());
        }
    }

    /** Notes a task that came from another store, new or newer than what is stored; its dependants stay as they are. */
    void replace(Task task) {
        find(task.id());
        Entry known = entries.get(task.id());
        if (known == null) {
            create(task);
            return;
        }
        known.whole = true;
        known.task = task;
        dirty.put(task.id(), known);
    }

    /** Notes a changed task; if it has just ended, its dependants follow, and theirs. */
    void save(Task changed) {
        Deque<Task> ended = new ArrayDeque<>();
        put(changed, ended);
        // A loop, not a recursion: chains of dependencies may be longer than the stack.
        while (!ended.isEmpty()) {
            tellDependants(ended.remove(), ended);
        }
    }

    /** Notes an edited task. */
    void saveEdited(Task edited) {
        save(edited);
        entry(edited.id()).whole = true;
    }

    private void put(Task task, Deque<Task> ended) {
        Entry entry = entry(task.id());
        entry.task = task;
        put(task, entry);
        if (task.status().finished()) {
            ended.add(task);
        }
    }

    private void put(Task task, Entry entry) {
        entries.put(task.id(), entry);
        dirty.put(task.id(), entry);
    }

    private Entry entry(TaskId id) {
        Entry entry = entries.get(id);
        if (entry == null) {
            throw new IllegalStateException("Task " + id + " was not loaded");
        }
        return entry;
    }

    private void tellDependants(Task ended, Deque<Task> endedToo) {
        if (!anybodyWaits()) {
            return;
        }
        long after = -1;
        List<Long> dependants;
        do {
            dependants = sql.dependants(ended.id().value(), after, DEPENDANTS_AT_ONCE);
            load(dependants.stream().map(TaskId::new).toList());
            for (long dependant : dependants) {
                TaskLifecycle.dependencyEnded(entry(new TaskId(dependant)).task, ended, moment)
                        .ifPresent(task -> put(task, endedToo));
                after = dependant;
            }
        } while (dependants.size() == DEPENDANTS_AT_ONCE);
    }

    /** Whether any task of the store waits for another; asked once, so that ends cost nothing where none does. */
    private boolean anybodyWaits() {
        Boolean known = anybodyWaits;
        if (known == null) {
            known = sql.anyOpenDependency();
            anybodyWaits = known;
        }
        return known;
    }

    /** Deletes a task, with everything that hangs on it. */
    void remove(FinishedTask stored) {
        sql.delete(stored.id().value());
        transaction.count(stored.lane(), stored.status(), -1);
        transaction.changed();
    }

    /** Writes what was noted. */
    void write() {
        List<TaskWrite> created = new ArrayList<>();
        List<TaskWrite> claimed = new ArrayList<>();
        List<TaskWrite> changed = new ArrayList<>();
        List<TaskWrite> replaced = new ArrayList<>();
        for (Entry entry : dirty.values()) {
            TaskWrite write = new TaskWrite(entry.stored, row(entry));
            count(write);
            if (entry.stored == null) {
                created.add(write);
            } else if (entry.whole) {
                replaced.add(write);
            } else if (entry.task.status() == TaskStatus.LEASED && wasWaiting(entry.stored)) {
                claimed.add(write);
            } else {
                changed.add(write);
            }
        }
        if (!dirty.isEmpty()) {
            transaction.changed();
        }
        write(created, claimed, changed, replaced);
        forgetWritten();
    }

    private void write(
            List<TaskWrite> created, List<TaskWrite> claimed, List<TaskWrite> changed, List<TaskWrite> replaced) {
        if (!created.isEmpty()) {
            sql.insert(created);
        }
        if (!claimed.isEmpty()) {
            requireAll(transaction.session().leasing().claim(claimed));
        }
        if (!changed.isEmpty()) {
            requireAll(sql.saveState(changed));
        }
        if (!replaced.isEmpty()) {
            requireAll(sql.saveWhole(replaced));
        }
        created.forEach(write -> TaskParts.write(sql, write));
        changed.forEach(write -> TaskParts.write(sql, write));
        replaced.forEach(write -> TaskParts.write(sql, write));
    }

    /** What was written is stored now; what comes next is based on it. */
    private void forgetWritten() {
        dirty.keySet().forEach(entries::remove);
        dirty.clear();
        names.clear();
    }

    private static boolean wasWaiting(TaskRow stored) {
        return stored.task().status() == TaskStatus.QUEUED;
    }

    /** The lock is held since the rows were read, so nobody can have changed them: this would be a defect of ours. */
    private static void requireAll(int[] changedRows) {
        for (int rows : changedRows) {
            if (rows != 1) {
                throw new IllegalStateException("A task was changed by another writer inside an exclusive transaction");
            }
        }
    }

    private void count(TaskWrite write) {
        TaskRow before = write.before();
        TaskRow after = write.after();
        if (before != null) {
            transaction.count(before.lane(), before.task().status(), -1);
        }
        transaction.count(after.lane(), after.task().status(), 1);
        if (after.ready() && !readyInLane(before, after.lane())) {
            transaction.claimable();
        }
    }

    /** In another lane it is claimable for other workers, and they are to hear of it. */
    private static boolean readyInLane(@Nullable TaskRow row, long lane) {
        return row != null && row.ready() && row.lane() == lane;
    }

    private TaskRow row(Entry entry) {
        Task task = entry.task;
        TaskRow before = entry.stored;
        long lane = before != null && !entry.whole
                ? before.lane()
                : transaction.lane(task.spec().lane());
        boolean ready = task.due(moment.now());
        Place place = new Place(transaction);
        Long aged = ready ? place.aged(task.state().createdAt(), task.priority()) : null;
        Double ticket = ready ? ticket(task, lane, before, place) : null;
        return new TaskRow(
                task,
                lane,
                ready,
                aged,
                ticket,
                task.state().dependencies().size(),
                task.state().failures().size());
    }

    /** A ticket stays valid while the task stays ready, in its lane, and as urgent as it was. */
    private static @Nullable Double ticket(Task task, long lane, @Nullable TaskRow before, Place place) {
        if (before != null
                && before.ticket() != null
                && before.lane() == lane
                && before.task().priority().equals(task.priority())) {
            return before.ticket();
        }
        return place.ticket(lane, task.priority());
    }
}
