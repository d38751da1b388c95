package dev.taskport.heap;

import dev.taskport.domain.Lane;
import dev.taskport.domain.Priority;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.TaskSpec;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.WeightedRace;
import dev.taskport.port.BackendOptions;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The tasks of one lane. Those that are ready lie by id under their priority, which serves FIFO, LIFO and PRIORITY alike; an
 * order that is neither by id nor by priority is kept beside, if the store keeps it. Those whose time has not come lie
 * apart, by time. All others are only counted.
 */
final class LaneQueue {

    private final Lane lane;
    private final NavigableMap<Priority, IdMap<Entry>> ready = new TreeMap<>();
    private final Map<SchedulingStrategy, NavigableSet<Entry>> ownOrders = new EnumMap<>(SchedulingStrategy.class);
    private final DueTimes due = new DueTimes();
    private final NavigableSet<Entry> future = new TreeSet<>(Orders.BY_TIME);
    private final Map<TaskStatus, long[]> counts = new EnumMap<>(TaskStatus.class);
    private double virtualTime;

    LaneQueue(Lane lane, BackendOptions options) {
        this.lane = lane;
        options.strategies().stream()
                .filter(strategy -> !Orders.byPriorityAndId(strategy))
                .forEach(strategy -> ownOrders.put(strategy, new TreeSet<>(Orders.of(strategy, options.ageing()))));
    }

    Lane lane() {
        return lane;
    }

    /** Whether tasks of this kind belong here. */
    boolean serves(TaskSpec spec) {
        return lane.type().equals(spec.type())
                && lane.workspace().equals(spec.workspace())
                && lane.requirements().equals(spec.requirements());
    }

    /** How many of its tasks have this status. */
    long count(TaskStatus status) {
        long[] count = counts.get(status);
        return count == null ? 0 : count[0];
    }

    boolean isEmpty() {
        return count(TaskStatus.QUEUED) == 0;
    }

    void add(Entry entry) {
        count(entry, 1);
        if (entry.ready()) {
            ready.computeIfAbsent(entry.task().priority(), priority -> new IdMap<>())
                    .put(entry.id(), entry);
            due.add(entry.runAfter());
            ownOrders.values().forEach(order -> order.add(entry));
        } else if (entry.status() == TaskStatus.QUEUED) {
            future.add(entry);
        }
    }

    void remove(Entry entry) {
        count(entry, -1);
        if (entry.ready()) {
            Objects.requireNonNull(ready.get(entry.task().priority()), "tasks of a priority")
                    .remove(entry.id());
            due.remove(entry.runAfter());
            ownOrders.values().forEach(order -> order.remove(entry));
        } else if (entry.status() == TaskStatus.QUEUED) {
            future.remove(entry);
        }
    }

    private void count(Entry entry, int more) {
        counts.computeIfAbsent(entry.status(), none -> new long[1])[0] += more;
    }

    /** The ready tasks in runs that are each in the order of a strategy that the store keeps. */
    List<Iterator<Entry>> runs(SchedulingStrategy strategy) {
        if (!Orders.byPriorityAndId(strategy)) {
            return List.of(ownOrder(strategy).iterator());
        }
        return ready.values().stream()
                .filter(tasks -> !tasks.isEmpty())
                .map(tasks -> strategy == SchedulingStrategy.LIFO ? tasks.descendingIterator() : tasks.iterator())
                .toList();
    }

    /** Tasks kept apart whose time has come, the longest due first. */
    Iterator<Entry> nowDue(Instant now) {
        return future.stream().takeWhile(entry -> entry.task().due(now)).iterator();
    }

    /** Ready tasks whose time has not come after all, because the clock was set back. */
    List<Entry> noLongerDue(Instant now) {
        return due.anyAfter(now)
                ? allReady().filter(entry -> !entry.task().due(now)).toList()
                : List.of();
    }

    private Stream<Entry> allReady() {
        return ready.values().stream().flatMap(IdMap::stream);
    }

    /** How many tasks lie here in order or apart, which is as many as are QUEUED unless something is broken. */
    long kept() {
        return ready.values().stream().mapToLong(IdMap::size).sum() + future.size();
    }

    /** How many tasks wait for their time, counted up to {@code max}. */
    long notDue(Instant now, long max) {
        return future.descendingSet().stream()
                .takeWhile(entry -> !entry.task().due(now))
                .limit(max)
                .count();
    }

    /** When the task that has been due longest became due. */
    Optional<Instant> dueSince(Instant now) {
        Stream<Instant> apart = future.stream().limit(1).map(Entry::runAfter);
        return Stream.concat(Stream.ofNullable(due.first()), apart)
                .filter(runAfter -> !runAfter.isAfter(now))
                .min(Instant::compareTo);
    }

    double virtualTime() {
        return virtualTime;
    }

    void virtualTime(double value) {
        virtualTime = value;
    }

    /** This lane as it enters a weighted race of {@code max} choices. */
    WeightedRace.Runners<LaneQueue> runners(int max) {
        List<WeightedRace.Ticket> tickets = ownOrder(SchedulingStrategy.WEIGHTED_RANDOM).stream()
                .limit(max)
                .map(entry -> new WeightedRace.Ticket(entry.id(), entry.ticket()))
                .toList();
        return new WeightedRace.Runners<>(this, virtualTime, tickets);
    }

    private NavigableSet<Entry> ownOrder(SchedulingStrategy strategy) {
        return Objects.requireNonNull(ownOrders.get(strategy), () -> "The store does not keep the order " + strategy);
    }
}
