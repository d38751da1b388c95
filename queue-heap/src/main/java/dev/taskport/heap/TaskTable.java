package dev.taskport.heap;

import dev.taskport.domain.Lane;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.WeightedRace;
import dev.taskport.port.BackendOptions;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All tasks by id, and everything by which they are found. */
final class TaskTable {

    private final BackendOptions options;
    private final Undo undo;
    private final Touched touched;
    private final Characters characters;
    private final Runnable claimable;
    private final NavigableMap<TaskId, Entry> entries = new TreeMap<>();
    private final NameIndex names = new NameIndex();
    private final DependencyIndex dependencies = new DependencyIndex();
    private final LeaseIndex leases = new LeaseIndex();
    private final CountIndex counts = new CountIndex();
    private final LaneIndex lanes;
    private final List<TaskIndex> indexes;

    /**
     * @param claimable told whenever a task becomes claimable other than by the passing of time
     */
    TaskTable(BackendOptions options, Undo undo, Touched touched, Characters characters, Runnable claimable) {
        this.options = options;
        this.undo = undo;
        this.touched = touched;
        this.characters = characters;
        this.claimable = claimable;
        this.lanes = new LaneIndex(options);
        this.indexes = List.of(names, dependencies, leases, counts, lanes);
    }

    NameIndex names() {
        return names;
    }

    DependencyIndex dependencies() {
        return dependencies;
    }

    LeaseIndex leases() {
        return leases;
    }

    CountIndex counts() {
        return counts;
    }

    LaneIndex lanes() {
        return lanes;
    }

    Optional<Task> find(TaskId id) {
        return Optional.ofNullable(entries.get(id)).map(Entry::task);
    }

    /** The task in the table. */
    Task get(TaskId id) {
        return entry(id).task();
    }

    @Nullable
    Entry stored(TaskId id) {
        return entries.get(id);
    }

    Entry entry(TaskId id) {
        return Objects.requireNonNull(entries.get(id), () -> "There is no task " + id);
    }

    /** By id. */
    Collection<Entry> all() {
        return Collections.unmodifiableCollection(entries.values());
    }

    /** By id, behind {@code after}. */
    Collection<Entry> after(@Nullable TaskId after) {
        return after == null ? all() : entries.tailMap(after, false).values();
    }

    /** Stores a new state of a task, or a new task. */
    void put(Task task, Instant now) {
        Entry before = entries.get(task.id());
        Entry after = placed(task, before, now);
        replace(task.id(), before, after);
        if (after.ready() && !readyInLane(before, task.spec().lane())) {
            claimable.run();
        }
    }

    /** In another lane it is claimable for other workers, and they are to hear of it. */
    private static boolean readyInLane(@Nullable Entry entry, Lane lane) {
        return entry != null && entry.ready() && entry.task().spec().lane().equals(lane);
    }

    /** Stores a task with the place in the weighted race that it has already. */
    void put(Task task, double ticket) {
        replace(task.id(), entries.get(task.id()), new Entry(task, true, ticket));
    }

    int size() {
        return entries.size();
    }

    void remove(TaskId id) {
        replace(id, entry(id), null);
    }

    /** Puts a task whose time has come into the order of its lane. */
    void promote(Entry waiting) {
        replace(waiting.id(), waiting, ready(waiting.task()));
    }

    /** Takes a task whose time has not come after all out of the order of its lane. */
    void demote(Entry ready) {
        replace(ready.id(), ready, Entry.waiting(ready.task()));
    }

    /** Moves the virtual time of a lane forward; it never goes back. */
    void advance(Lane lane, double virtualTime) {
        LaneQueue queue = lanes.of(lane);
        double before = queue.virtualTime();
        touched.lane(lane, before);
        queue.virtualTime(Math.max(before, virtualTime));
        undo.note(() -> queue.virtualTime(before));
    }

    private Entry placed(Task task, @Nullable Entry before, Instant now) {
        if (!task.due(now)) {
            return Entry.waiting(task);
        }
        return before != null && before.ready() && sameRunner(before.task(), task)
                ? new Entry(task, true, before.ticket())
                : ready(task);
    }

    /** Whether a ticket stays valid: another priority or lane needs another one. */
    private static boolean sameRunner(Task before, Task after) {
        return before.priority().equals(after.priority())
                && before.spec().lane().equals(after.spec().lane());
    }

    private Entry ready(Task task) {
        if (!options.strategies().contains(SchedulingStrategy.WEIGHTED_RANDOM)) {
            return new Entry(task, true, 0);
        }
        double virtualTime = lanes.of(task.spec().lane()).virtualTime();
        return new Entry(task, true, WeightedRace.draw(virtualTime, task.priority(), options.random()));
    }

    private void replace(TaskId id, @Nullable Entry before, @Nullable Entry after) {
        touched.task(id, before);
        exchange(id, before, after);
        undo.note(() -> exchange(id, after, before));
    }

    private void exchange(TaskId id, @Nullable Entry before, @Nullable Entry after) {
        characters.exchange(before, after);
        if (before != null) {
            indexes.forEach(index -> index.remove(before));
        }
        if (after == null) {
            entries.remove(id);
            return;
        }
        entries.put(id, after);
        indexes.forEach(index -> index.add(after));
    }
}
