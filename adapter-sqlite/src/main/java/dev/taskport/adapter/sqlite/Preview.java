package dev.taskport.adapter.sqlite;

import dev.taskport.domain.Ageing;
import dev.taskport.domain.Lane;
import dev.taskport.domain.Micros;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.WeightedRace;
import dev.taskport.port.ClaimPreview;
import dev.taskport.port.ClaimPreview.Obstacle;
import dev.taskport.port.ClaimPreview.Reason;
import dev.taskport.port.ClaimRequest;
import dev.taskport.port.Pause;
import dev.taskport.port.RequestChecks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a claim would take, found out by a connection that cannot write. */
final class Preview {

    private static final int COUNTED_MAX = 1000;
    private static final int DUE_MAX = 1000;

    private final SqlSession session;
    private final ClaimRequest request;
    private final Instant now;
    private final Set<Pause> pauses;
    private final List<LaneRow> lanes;

    Preview(SqlSession session, ClaimRequest request, Instant now) {
        this.session = session;
        this.request = request;
        this.now = now;
        this.pauses = session.store().pauses();
        this.lanes = session.inspection().lanes(request.workspace().value());
    }

    ClaimPreview preview() {
        requireKept();
        return new ClaimPreview(tasks(), obstacles());
    }

    private void requireKept() {
        boolean kept = session.store().orders().stream()
                .anyMatch(order -> order.kept()
                        && order.strategy().equals(request.strategy().name()));
        RequestChecks.requireKeptForPreview(request.strategy(), kept);
    }

    private List<Task> tasks() {
        List<Long> open = lanes.stream()
                .filter(row -> closed(row.lane()).isEmpty())
                .map(LaneRow::id)
                .toList();
        if (open.isEmpty()) {
            return List.of();
        }
        List<TaskId> ready = request.strategy() == SchedulingStrategy.WEIGHTED_RANDOM
                ? race(open)
                : session.leasing().inOrder(request.strategy()).first(open, request.max()).stream()
                        .map(Candidate::id)
                        .toList();
        // A claim would first put those into order whose time has come.
        List<TaskId> candidates = new ArrayList<>(ready);
        session.leasing().due(Json.numbers(open), now, DUE_MAX).forEach(due -> candidates.add(due.id()));
        return inOrder(candidates, ready);
    }

    private List<TaskId> race(List<Long> open) {
        Map<Long, List<WeightedRace.Ticket>> tickets = new LinkedHashMap<>();
        for (Candidate runner : session.leasing().heads(SchedulingStrategy.WEIGHTED_RANDOM, open, request.max())) {
            tickets.computeIfAbsent(runner.lane(), lane -> new ArrayList<>())
                    .add(new WeightedRace.Ticket(runner.id(), runner.key()));
        }
        List<WeightedRace.Runners<Long>> runners = new ArrayList<>();
        tickets.forEach((lane, ofLane) -> runners.add(new WeightedRace.Runners<>(
                lane,
                session.lanes().virtualTime(lane),
                ofLane.stream().sorted().toList())));
        return WeightedRace.run(request.max(), runners).chosen();
    }

    private List<Task> inOrder(List<TaskId> candidates, List<TaskId> ready) {
        Map<TaskId, Integer> places = new HashMap<>();
        ready.forEach(id -> places.put(id, places.size()));
        List<Task> tasks = new ArrayList<>();
        for (StoredTask stored : session.reading().load(candidates)) {
            if (stored.task().due(now)) {
                tasks.add(stored.task());
            }
        }
        tasks.sort(order(places));
        return tasks.subList(0, Math.min(request.max(), tasks.size()));
    }

    private Comparator<Task> order(Map<TaskId, Integer> places) {
        Comparator<Task> byId = Comparator.comparing(Task::id);
        return switch (request.strategy()) {
            case FIFO -> byId;
            case LIFO -> byId.reversed();
            case PRIORITY -> Comparator.comparing(Task::priority).thenComparing(byId);
            case PRIORITY_AGEING ->
                Comparator.<Task>comparingLong(task -> ageing().key(task.state().createdAt(), task.priority()))
                        .thenComparing(byId);
            case WEIGHTED_RANDOM ->
                Comparator.<Task>comparingInt(task -> places.getOrDefault(task.id(), Integer.MAX_VALUE))
                        .thenComparing(byId);
        };
    }

    private Ageing ageing() {
        return session.store().store().orElseThrow().ageingStep();
    }

    private List<Obstacle> obstacles() {
        return lanes.stream()
                .map(this::obstacle)
                .filter(obstacle -> obstacle.waiting() > 0)
                .sorted(Comparator.comparing(
                                (Obstacle obstacle) -> obstacle.lane().type())
                        .thenComparing(
                                obstacle -> obstacle.lane().requirements().canonical()))
                .toList();
    }

    private Obstacle obstacle(LaneRow row) {
        return closed(row.lane())
                .map(reason ->
                        new Obstacle(row.lane(), reason, session.inspection().waiting(row.id(), COUNTED_MAX)))
                .orElseGet(() -> new Obstacle(
                        row.lane(),
                        Reason.NOT_DUE,
                        session.inspection().notDue(row.id(), Micros.of(now), COUNTED_MAX)));
    }

    private Optional<Reason> closed(Lane lane) {
        if (!request.types().contains(lane.type())) {
            return Optional.of(Reason.TYPE_NOT_HANDLED);
        }
        if (!request.capabilities().meet(lane.requirements())) {
            return Optional.of(Reason.REQUIREMENT_NOT_MET);
        }
        boolean paused = pauses.stream().anyMatch(pause -> pause.covers(Pause.Gate.CLAIMS, lane));
        return paused ? Optional.of(Reason.PAUSED) : Optional.empty();
    }
}
