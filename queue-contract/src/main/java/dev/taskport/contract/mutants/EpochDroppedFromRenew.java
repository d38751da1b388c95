package dev.taskport.contract.mutants;

import dev.taskport.domain.Lease;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.Renewal;
import dev.taskport.port.TaskLeasing;
import java.time.Duration;
import java.util.List;

final class EpochDroppedFromRenew extends Mutant {

    EpochDroppedFromRenew(PersistenceBackend sound) {
        super(sound);
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
