package dev.taskport.heap;

import dev.taskport.domain.Lane;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.WeightedRace;
import dev.taskport.port.BackendOptions;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All tasks by id, and everything by which they are found. */
final class TaskTable {

    private final BackendOptions options;
    private final boolean drawsTickets;
    private final Undo undo;
    private final Touched touched;
    private final Characters characters;
    private final Runnable claimable;
    private final IdMap<Entry> entries = new IdMap<>();
    private final NameIndex names = new NameIndex();
    private final DependencyIndex dependencies = new DependencyIndex();
    private final LeaseIndex leases = new LeaseIndex();
    private final LaneIndex lanes;
    private final List<TaskIndex> indexes;

    /**
     * @param claimable told whenever a task becomes claimable other than by the passing of time
     */
    TaskTable(BackendOptions options, Undo undo, Touched touched, Characters characters, Runnable claimable) {
        this.options = options;
        this.drawsTickets = options.strategies().contains(SchedulingStrategy.WEIGHTED_RANDOM);
        this.undo = undo;
        this.touched = touched;
        this.characters = characters;
        this.claimable = claimable;
        this.lanes = new LaneIndex(options);
        this.indexes = List.of(names, dependencies, leases, lanes);
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

    LaneIndex lanes() {
        return lanes;
    }

    Optional<Task> find(TaskId id) {
        Entry entry = entries.get(id);
        return entry == null ? Optional.empty() : Optional.of(entry.task());
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
    Stream<Entry> all() {
        return entries.stream();
    }

    /** By id, behind {@code after}. */
    Stream<Entry> after(@Nullable TaskId after) {
        return after == null ? all() : entries.streamAfter(after);
    }

    /** Stores a new state of a task, or a new task. */
    void put(Task task, Instant now) {
        Entry before = entries.get(task.id());
        Entry after = placed(task, before, now);
        replace(task.id(), before, after);
        if (after.ready() && !readyIn(after.queue(), before)) {
            claimable.run();
        }
    }

    /** In another lane it is claimable for other workers, and they are to hear of it. */
    private static boolean readyIn(LaneQueue queue, @Nullable Entry entry) {
        return entry != null && entry.ready() && entry.queue() == queue;
    }

    /** Stores a task with the place in the weighted race that it has already. */
    void put(Task task, double ticket) {
        replace(task.id(), entries.get(task.id()), new Entry(task, lanes.of(task.spec()), true, ticket));
    }

    int size() {
        return entries.size();
    }

    void remove(TaskId id) {
        replace(id, entry(id), null);
    }

    /** Puts a task whose time has come into the order of its lane. */
    void promote(Entry waiting) {
        replace(waiting.id(), waiting, ready(waiting.task(), waiting.queue()));
    }

    /** Takes a task whose time has not come after all out of the order of its lane. */
    void demote(Entry ready) {
        replace(ready.id(), ready, Entry.waiting(ready.task(), ready.queue()));
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
        LaneQueue queue = queue(task, before);
        if (!task.due(now)) {
            return Entry.waiting(task, queue);
        }
        return before != null && keepsTicket(before, task, queue)
                ? new Entry(task, queue, true, before.ticket())
                : ready(task, queue);
    }

    private LaneQueue queue(Task task, @Nullable Entry before) {
        return before != null && before.task().spec().equals(task.spec()) ? before.queue() : lanes.of(task.spec());
    }

    /** Whether a ticket stays valid: another priority or lane needs another one. */
    private static boolean keepsTicket(Entry before, Task after, LaneQueue queue) {
        return readyIn(queue, before) && before.task().priority().equals(after.priority());
    }

    private Entry ready(Task task, LaneQueue queue) {
        double ticket = drawsTickets ? WeightedRace.draw(queue.virtualTime(), task.priority(), options.random()) : 0;
        return new Entry(task, queue, true, ticket);
    }

    private void replace(TaskId id, @Nullable Entry before, @Nullable Entry after) {
        touched.task(id, before);
        exchange(id, before, after);
        undo.note(() -> exchange(id, after, before));
    }

    private void exchange(TaskId id, @Nullable Entry before, @Nullable Entry after) {
        characters.exchange(before, after);
        if (before != null) {
            for (TaskIndex index : indexes) {
                index.remove(before);
            }
        }
        if (after == null) {
            entries.remove(id);
            return;
        }
        entries.put(id, after);
        for (TaskIndex index : indexes) {
            index.add(after);
        }
    }
}
