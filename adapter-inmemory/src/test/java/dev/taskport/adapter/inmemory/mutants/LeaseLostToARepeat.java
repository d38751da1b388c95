package dev.taskport.adapter.inmemory.mutants;

import dev.taskport.domain.SettleAnswer;
import dev.taskport.domain.Settlement;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.TaskLeasing;
import java.util.List;

final class LeaseLostToARepeat extends Mutant {

    LeaseLostToARepeat(BackendOptions options) {
        super(options);
    }

    @Override
    String defect() {
        return "a repeated settlement is answered as if the lease were lost";
    }

    @Override
    String rule() {
        return "L4";
    }

    @Override
    public TaskLeasing leasing() {
        return new ForwardingLeasing(super.leasing()) {
            @Override
            public List<SettleAnswer> settle(List<Settlement> settlements) {
                return super.settle(settlements).stream()
                        .map(answer -> answer == SettleAnswer.ALREADY_APPLIED ? SettleAnswer.LEASE_LOST : answer)
                        .toList();
            }
        };
    }
}
