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
import java.util.Objects;
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
    private final TaskReading reading;
    private final Moment moment;
    private final Map<TaskId, Entry> entries = new HashMap<>();
    private final Map<TaskId, Entry> dirty = new LinkedHashMap<>();
    private final Map<Named, TaskId> names = new HashMap<>();

    private @Nullable Boolean anybodyWaits;

    private record Named(Workspace workspace, Object name) {}

    /** A task in hand. */
    private static final class Entry {
        /** As it lies in its tables; null while it does not. */
        private final @Nullable StoredTask stored;

        private Task task;
        /** Whether more than its state was changed. */
        private boolean whole;

        Entry(@Nullable StoredTask stored, Task task) {
            this.stored = stored;
            this.task = task;
        }
    }

    TaskChanges(SqliteTransaction transaction, Moment moment) {
        this.transaction = transaction;
        this.sql = transaction.session().tasks();
        this.reading = transaction.session().reading();
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
        return reading.find(id).map(this::take);
    }

    /** A task that was loaded, or created meanwhile; empty if there is none. */
    Optional<Task> loaded(TaskId id) {
        return Optional.ofNullable(entries.get(id)).map(entry -> entry.task);
    }

    /** Loads tasks together, of which each may be asked for afterwards; answers those that there are, in the same order. */
    List<Task> load(Collection<TaskId> ids) {
        List<TaskId> missing =
                ids.stream().filter(id -> !entries.containsKey(id)).distinct().toList();
        reading.load(missing, transaction.cache().leased()).forEach(this::take);
        return ids.stream().flatMap(id -> loaded(id).stream()).toList();
    }

    /** Loads what a claim found among the ready ones; answers it in the same order. */
    List<Task> loadReady(List<Candidate> ready) {
        reading.loadReady(ready).forEach(this::take);
        return ready.stream().flatMap(each -> loaded(each.id()).stream()).toList();
    }

    /** Loads those of the tasks that there are, where most will not be there. */
    void loadPresent(Collection<TaskId> ids) {
        load(reading.present(ids));
    }

    private Task take(StoredTask stored) {
        entries.put(stored.task().id(), new Entry(stored, stored.task()));
        return stored.task();
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

    /** Deletes a finished task, with everything that hangs on it. */
    void remove(StoredTask stored) {
        long id = stored.task().id().value();
        sql.delete(id);
        sql.leaveState(id);
        StateWriting.remove(transaction.session().statements(), Objects.requireNonNull(stored.state()));
        transaction.count(stored.body().lane(), stored.task().status(), -1);
        transaction.changed();
    }

    /** Puts ready tasks apart whose time has not come after all. */
    void demote(List<Task> early) {
        new PlaceWriting(transaction)
                .demote(early.stream()
                        .map(task -> Objects.requireNonNull(entry(task.id()).stored))
                        .toList());
    }

    /** Writes what was noted. */
    void write() {
        if (dirty.isEmpty()) {
            return;
        }
        List<TaskWrite> all = new ArrayList<>(dirty.size());
        List<TaskWrite> created = new ArrayList<>();
        List<TaskWrite> replaced = new ArrayList<>();
        for (Entry entry : dirty.values()) {
            TaskWrite write = write(entry);
            all.add(write);
            if (entry.stored == null) {
                created.add(write);
            } else if (entry.whole) {
                replaced.add(write);
            }
            count(write);
            transaction.cache().leased().written(write);
        }
        Statements statements = transaction.session().statements();
        BodyWriting.insert(statements, created, transaction.lineage());
        BodyWriting.replace(statements, replaced, transaction.lineage());
        StateWriting.write(statements, all);
        new PlaceWriting(transaction).write(all, moment.now());
        all.forEach(write -> TaskParts.write(sql, write));
        transaction.changed();
        forgetWritten();
    }

    private TaskWrite write(Entry entry) {
        TaskBody body = entry.stored == null || entry.whole
                ? TaskBody.of(entry.task, transaction.lane(entry.task.spec()), transaction.lineage())
                : entry.stored.body();
        return TaskWrite.of(entry.stored, entry.task, body);
    }

    /** What was written is stored now; what comes next is based on it. */
    private void forgetWritten() {
        if (dirty.size() == entries.size()) {
            entries.clear();
        } else {
            dirty.keySet().forEach(entries::remove);
        }
        dirty.clear();
        names.clear();
    }

    /** Those that are QUEUED are counted where they wait. */
    private void count(TaskWrite write) {
        StoredTask before = write.before();
        if (before != null && before.task().status() != TaskStatus.QUEUED) {
            transaction.count(before.body().lane(), before.task().status(), -1);
        }
        if (write.after().status() != TaskStatus.QUEUED) {
            transaction.count(write.body().lane(), write.after().status(), 1);
        }
    }
}
