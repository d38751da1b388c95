package dev.taskport.contract.mutants;

import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.Lease;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskStatus;
import dev.taskport.port.ClaimRequest;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.TaskHousekeeping;
import dev.taskport.port.TaskLeasing;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

final class RescueById extends Mutant {

    RescueById(PersistenceBackend sound) {
        super(sound);
    }

    private final Queue<Lease> candidates = new ConcurrentLinkedQueue<>();

    @Override
    public TaskLeasing leasing() {
        return new ForwardingLeasing(super.leasing()) {
            @Override
            public List<ClaimedTask> claim(ClaimRequest request) {
                List<ClaimedTask> claimed = super.claim(request);
                claimed.forEach(each -> candidates.add(each.lease()));
                return claimed;
            }
        };
    }

    @Override
    public TaskHousekeeping housekeeping() {
        return new ForwardingHousekeeping(super.housekeeping()) {
            @Override
            public List<Task> reclaimExpired(int limit) {
                candidates.stream()
                        .filter(lease -> lease.until().isBefore(clock().instant()))
                        .flatMap(lease -> find(lease.task()).stream())
                        .filter(task -> task.status() == TaskStatus.LEASED)
                        .forEach(task -> force(
                                task,
                                task.state().toBuilder()
                                        .leasedUntil(clock().instant())
                                        .build()));
                return super.reclaimExpired(limit);
            }
        };
    }
}
