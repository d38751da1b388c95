package dev.taskport.heap;

import dev.taskport.domain.Lane;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.WeightedRace;
import dev.taskport.port.BackendOptions;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The waiting tasks of one lane: those that are ready, in every order that the store keeps, and apart from them those whose
 * time has not come, by time.
 */
final class LaneQueue {

    private final Lane lane;
    private final Map<SchedulingStrategy, NavigableSet<Entry>> orders = new EnumMap<>(SchedulingStrategy.class);
    private final NavigableSet<Entry> ready = new TreeSet<>(Orders.BY_TIME);
    private final NavigableSet<Entry> future = new TreeSet<>(Orders.BY_TIME);
    private double virtualTime;

    LaneQueue(Lane lane, BackendOptions options) {
        this.lane = lane;
        options.strategies()
                .forEach(strategy -> orders.put(strategy, new TreeSet<>(Orders.of(strategy, options.ageing()))));
    }

    Lane lane() {
        return lane;
    }

    boolean isEmpty() {
        return ready.isEmpty() && future.isEmpty();
    }

    void add(Entry entry) {
        if (entry.ready()) {
            ready.add(entry);
            orders.values().forEach(order -> order.add(entry));
        } else {
            future.add(entry);
        }
    }

    void remove(Entry entry) {
        if (entry.ready()) {
            ready.remove(entry);
            orders.values().forEach(order -> order.remove(entry));
        } else {
            future.remove(entry);
        }
    }

    /** The ready tasks in the order of a strategy that the store keeps. */
    Iterator<Entry> inOrder(SchedulingStrategy strategy) {
        return order(strategy).iterator();
    }

    /** Tasks kept apart whose time has come, the longest due first. */
    Iterator<Entry> nowDue(Instant now) {
        return future.stream().takeWhile(entry -> entry.task().due(now)).iterator();
    }

    /** Ready tasks whose time has not come after all, because the clock was set back. */
    List<Entry> noLongerDue(Instant now) {
        return ready.descendingSet().stream()
                .takeWhile(entry -> !entry.task().due(now))
                .toList();
    }

    /** How many tasks wait, counted up to {@code max}. */
    long waiting(long max) {
        return Stream.concat(ready.stream(), future.stream()).limit(max).count();
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
        return Stream.of(ready, future)
                .flatMap(set -> set.stream().limit(1))
                .map(Entry::runAfter)
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
        List<WeightedRace.Ticket> tickets = order(SchedulingStrategy.WEIGHTED_RANDOM).stream()
                .limit(max)
                .map(entry -> new WeightedRace.Ticket(entry.id(), entry.ticket()))
                .toList();
        return new WeightedRace.Runners<>(this, virtualTime, tickets);
    }

    private NavigableSet<Entry> order(SchedulingStrategy strategy) {
        return Objects.requireNonNull(orders.get(strategy), () -> "The store does not keep the order " + strategy);
    }
}
