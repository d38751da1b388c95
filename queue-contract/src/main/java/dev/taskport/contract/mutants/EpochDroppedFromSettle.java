package dev.taskport.contract.mutants;

import dev.taskport.domain.SettleAnswer;
import dev.taskport.domain.Settlement;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.TaskLeasing;
import java.util.List;

final class EpochDroppedFromSettle extends Mutant {

    EpochDroppedFromSettle(PersistenceBackend sound) {
        super(sound);
    }

    @Override
    public TaskLeasing leasing() {
        return new ForwardingLeasing(super.leasing()) {
            @Override
            public List<SettleAnswer> settle(List<Settlement> settlements) {
                return super.settle(settlements.stream()
                        .map(each -> new Settlement(present(each.lease()), each.outcome()))
                        .toList());
            }
        };
    }
}
