package dev.taskport.adapter.inmemory.mutants;

import dev.taskport.domain.SettleAnswer;
import dev.taskport.domain.Settlement;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.TaskLeasing;
import java.util.List;

final class EpochDroppedFromSettle extends Mutant {

    EpochDroppedFromSettle(BackendOptions options) {
        super(options);
    }

    @Override
    String defect() {
        return "a settlement is written by task, without its token";
    }

    @Override
    String rule() {
        return "L2";
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
