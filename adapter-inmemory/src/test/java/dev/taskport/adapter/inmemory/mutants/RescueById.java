package dev.taskport.adapter.inmemory.mutants;

import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.Lease;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskStatus;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.ClaimRequest;
import dev.taskport.port.TaskHousekeeping;
import dev.taskport.port.TaskLeasing;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

final class RescueById extends Mutant {

    RescueById(BackendOptions options) {
        super(options);
    }

    @Override
    String defect() {
        return "a task is reclaimed by its id, by the deadline of its claim, without looking at its lease again";
    }

    @Override
    String rule() {
        return "H1";
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
