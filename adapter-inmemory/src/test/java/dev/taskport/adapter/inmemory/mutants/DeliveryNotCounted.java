package dev.taskport.adapter.inmemory.mutants;

import dev.taskport.domain.Task;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.TaskHousekeeping;
import java.util.List;

final class DeliveryNotCounted extends Mutant {

    DeliveryNotCounted(BackendOptions options) {
        super(options);
    }

    @Override
    String defect() {
        return "the attempt of a worker that died is given back";
    }

    @Override
    String rule() {
        return "L6";
    }

    @Override
    public TaskHousekeeping housekeeping() {
        return new ForwardingHousekeeping(super.housekeeping()) {
            @Override
            public List<Task> reclaimExpired(int limit) {
                List<Task> reclaimed = super.reclaimExpired(limit);
                for (Task task : reclaimed) {
                    int attempt = task.state().attempt() - 1;
                    force(task, task.state().toBuilder().attempt(attempt).build());
                }
                return reclaimed;
            }
        };
    }
}
