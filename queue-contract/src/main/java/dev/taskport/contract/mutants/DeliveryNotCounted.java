package dev.taskport.contract.mutants;

import dev.taskport.domain.Task;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.TaskHousekeeping;
import java.util.List;

final class DeliveryNotCounted extends Mutant {

    DeliveryNotCounted(PersistenceBackend sound) {
        super(sound);
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
