package dev.taskport.heap;

import dev.taskport.domain.Lane;
import dev.taskport.domain.TaskStatus;
import dev.taskport.port.ClaimPreview.Obstacle;
import dev.taskport.port.ClaimPreview.Reason;
import dev.taskport.port.ClaimRequest;
import dev.taskport.port.Pause;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What stands between a claim and the tasks that wait in its workspace. */
final class Obstacles {

    private static final long COUNTED_MAX = 1000;
    private static final Comparator<Obstacle> BY_LANE = Comparator.comparing(
                    (Obstacle obstacle) -> obstacle.lane().type())
            .thenComparing(obstacle -> obstacle.lane().requirements().canonical());

    private final HeapStore store;

    Obstacles(HeapStore store) {
        this.store = store;
    }

    /** One per lane that holds waiting tasks which the claim may not take now, by type and requirements. */
    List<Obstacle> of(ClaimRequest request, Instant now) {
        return store.tasks().lanes().all().stream()
                .filter(queue -> queue.lane().workspace().equals(request.workspace()))
                .map(queue -> of(queue, request, now))
                .filter(obstacle -> obstacle.waiting() > 0)
                .sorted(BY_LANE)
                .toList();
    }

    private Obstacle of(LaneQueue queue, ClaimRequest request, Instant now) {
        Lane lane = queue.lane();
        return closed(lane, request)
                .map(reason -> new Obstacle(lane, reason, Math.min(COUNTED_MAX, queue.count(TaskStatus.QUEUED))))
                .orElseGet(() -> new Obstacle(lane, Reason.NOT_DUE, queue.notDue(now, COUNTED_MAX)));
    }

    private Optional<Reason> closed(Lane lane, ClaimRequest request) {
        if (!request.types().contains(lane.type())) {
            return Optional.of(Reason.TYPE_NOT_HANDLED);
        }
        if (!request.capabilities().meet(lane.requirements())) {
            return Optional.of(Reason.REQUIREMENT_NOT_MET);
        }
        boolean paused = store.pauses().all().stream().anyMatch(pause -> pause.covers(Pause.Gate.CLAIMS, lane));
        return paused ? Optional.of(Reason.PAUSED) : Optional.empty();
    }
}
