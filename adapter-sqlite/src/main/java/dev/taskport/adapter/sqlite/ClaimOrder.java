package dev.taskport.adapter.sqlite;

import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.WeightedRace;
import dev.taskport.port.ClaimRequest;
import dev.taskport.port.Pause;
import dev.taskport.port.RequestChecks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which tasks a claim takes next: it decides lane by lane what its worker may touch, then merges the heads of the lanes. */
final class ClaimOrder {

    /** A claim puts about so many tasks whose time has come into order, so that it stays short whatever falls due. */
    private static final int PROMOTED_MAX = 1000;

    private final SqliteTransaction transaction;
    private final LeasingSql sql;

    ClaimOrder(SqliteTransaction transaction) {
        this.transaction = transaction;
        this.sql = transaction.session().leasing();
    }

    /** The lanes that the claim may take tasks of. */
    List<Long> lanes(ClaimRequest request) {
        requireKept(request.strategy());
        return transaction.cache().lanes().stream()
                .filter(row -> request.takes(row.lane()))
                .filter(row -> transaction.cache().pauses().stream()
                        .noneMatch(pause -> pause.covers(Pause.Gate.CLAIMS, row.lane())))
                .map(LaneRow::id)
                .toList();
    }

    /** The tasks that the claim takes of these lanes, in order. */
    List<Candidate> next(List<Long> lanes, ClaimRequest request, Instant now) {
        promote(lanes, now);
        return request.strategy() == SchedulingStrategy.WEIGHTED_RANDOM
                ? race(lanes, request.max())
                : sql.inOrder(request.strategy()).first(lanes, request.max());
    }

    /** Each lane has its share, so that none with much to do holds the others up; what some leave, the others take. */
    private void promote(List<Long> lanes, Instant now) {
        int left = PROMOTED_MAX;
        List<Long> waiting = lanes;
        while (left > 0 && !waiting.isEmpty()) {
            int share = Math.max(1, left / waiting.size());
            List<WaitingTask> due = sql.due(Json.numbers(waiting), now, share);
            new PlaceWriting(transaction).promote(due);
            left -= due.size();
            waiting = usedUp(due, share);
        }
    }

    private static List<Long> usedUp(List<WaitingTask> due, int share) {
        Map<Long, Long> counts =
                due.stream().collect(Collectors.groupingBy(WaitingTask::lane, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .filter(count -> count.getValue() >= share)
                .map(Map.Entry::getKey)
                .toList();
    }

    private List<Candidate> race(List<Long> lanes, int max) {
        Map<TaskId, Candidate> candidates = new HashMap<>();
        Map<Long, List<WeightedRace.Ticket>> tickets = new LinkedHashMap<>();
        for (Candidate runner : sql.heads(SchedulingStrategy.WEIGHTED_RANDOM, lanes, max)) {
            candidates.put(runner.id(), runner);
            tickets.computeIfAbsent(runner.lane(), lane -> new ArrayList<>())
                    .add(new WeightedRace.Ticket(runner.id(), runner.key()));
        }
        List<WeightedRace.Runners<Long>> runners = new ArrayList<>();
        tickets.forEach((lane, ofLane) -> runners.add(new WeightedRace.Runners<>(
                lane, transaction.virtualTime(lane), ofLane.stream().sorted().toList())));
        WeightedRace.Result<Long> result = WeightedRace.run(max, runners);
        result.lanes().forEach(run -> transaction.advance(run.lane(), run.virtualTime()));
        return result.chosen().stream().map(candidates::get).toList();
    }

    private void requireKept(SchedulingStrategy strategy) {
        RequestChecks.requireKeptForClaim(strategy, transaction.cache().keeps(strategy));
    }
}
