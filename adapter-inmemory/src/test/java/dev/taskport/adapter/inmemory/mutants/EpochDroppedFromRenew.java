package dev.taskport.adapter.inmemory.mutants;

import dev.taskport.domain.Lease;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.Renewal;
import dev.taskport.port.TaskLeasing;
import java.time.Duration;
import java.util.List;

final class EpochDroppedFromRenew extends Mutant {

    EpochDroppedFromRenew(BackendOptions options) {
        super(options);
    }

    @Override
    String defect() {
        return "a renewal is written by task, without its token";
    }

    @Override
    String rule() {
        return "L2";
    }

    @Override
    public TaskLeasing leasing() {
        return new ForwardingLeasing(super.leasing()) {
            @Override
            public List<Renewal> renew(List<Lease> leases, Duration duration) {
                return super.renew(leases.stream().map(lease -> present(lease)).toList(), duration);
            }
        };
    }
}
