package dev.taskport.contract.mutants;

import dev.taskport.domain.Retention;
import dev.taskport.domain.Task;
import dev.taskport.port.TaskHousekeeping;
import java.util.List;

/** Hands everything on; a subclass breaks one thing. */
class ForwardingHousekeeping implements TaskHousekeeping {

    private final TaskHousekeeping real;

    ForwardingHousekeeping(TaskHousekeeping real) {
        this.real = real;
    }

    @Override
    public List<Task> reclaimExpired(int limit) {
        return real.reclaimExpired(limit);
    }

    @Override
    public int prune(Retention retention, int limit) {
        return real.prune(retention, limit);
    }

    @Override
    public int sweepDependencies(int limit) {
        return real.sweepDependencies(limit);
    }

    @Override
    public int purgeExpiredRecords(int limit) {
        return real.purgeExpiredRecords(limit);
    }
}
