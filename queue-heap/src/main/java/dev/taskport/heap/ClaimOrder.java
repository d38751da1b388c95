package dev.taskport.heap;

import dev.taskport.domain.LaneMerge;
import dev.taskport.domain.Moment;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.Task;
import dev.taskport.domain.WeightedRace;
import dev.taskport.port.ClaimRequest;
import dev.taskport.port.Pause;
import dev.taskport.port.RequestChecks;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Which tasks a claim takes next: it decides lane by lane what its worker may touch, then merges the heads of the lanes. */
final class ClaimOrder {

    /** A claim puts at most so many tasks whose time has come into order, so that it stays short whatever falls due. */
    private static final int PROMOTED_MAX = 1000;

    private final HeapStore store;

    ClaimOrder(HeapStore store) {
        this.store = store;
    }

    /** The tasks that the claim takes, in order. Lanes are brought up to date on the way. */
    List<Task> next(ClaimRequest request, Moment moment) {
        requireKept(request.strategy());
        List<LaneQueue> lanes = lanes(request);
        lanes.forEach(lane -> demote(lane, moment.now()));
        promote(lanes, moment.now());
        return request.strategy() == SchedulingStrategy.WEIGHTED_RANDOM
                ? race(lanes, request.max())
                : merge(lanes, request);
    }

    private List<LaneQueue> lanes(ClaimRequest request) {
        Set<Pause> pauses = store.pauses().all();
        return store.tasks().lanes().all().stream()
                .filter(queue -> !queue.isEmpty())
                .filter(queue -> request.takes(queue.lane()))
                .filter(queue -> pauses.stream().noneMatch(pause -> pause.covers(Pause.Gate.CLAIMS, queue.lane())))
                .toList();
    }

    private void demote(LaneQueue lane, Instant now) {
        lane.noLongerDue(now).forEach(store.tasks()::demote);
    }

    /** The lanes take turns, so that none with much to do holds the others up; what some leave, the others take. */
    private void promote(List<LaneQueue> lanes, Instant now) {
        Deque<Iterator<Entry>> turns = new ArrayDeque<>();
        lanes.forEach(lane -> turns.add(lane.nowDue(now)));
        List<Entry> due = new ArrayList<>();
        while (due.size() < PROMOTED_MAX && !turns.isEmpty()) {
            Iterator<Entry> lane = turns.remove();
            if (lane.hasNext()) {
                due.add(lane.next());
                turns.add(lane);
            }
        }
        due.forEach(store.tasks()::promote);
    }

    private List<Task> merge(List<LaneQueue> lanes, ClaimRequest request) {
        SchedulingStrategy strategy = request.strategy();
        List<Iterator<Entry>> runs =
                lanes.stream().flatMap(lane -> lane.runs(strategy).stream()).toList();
        List<Task> first = new ArrayList<>();
        LaneMerge.first(request.max(), runs, Orders.of(strategy, store.options().ageing()))
                .forEach(entry -> first.add(entry.task()));
        return first;
    }

    private List<Task> race(List<LaneQueue> lanes, int max) {
        WeightedRace.Result<LaneQueue> result = WeightedRace.run(
                max, lanes.stream().map(lane -> lane.runners(max)).toList());
        result.lanes().forEach(run -> store.tasks().advance(run.lane().lane(), run.virtualTime()));
        return result.chosen().stream().map(store.tasks()::get).toList();
    }

    private void requireKept(SchedulingStrategy strategy) {
        RequestChecks.requireKeptForClaim(strategy, store.options().strategies().contains(strategy));
    }
}
