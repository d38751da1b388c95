package dev.taskport.contract.mutants;

import dev.taskport.domain.SettleAnswer;
import dev.taskport.domain.Settlement;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.TaskLeasing;
import java.util.List;

final class LeaseLostToARepeat extends Mutant {

    LeaseLostToARepeat(PersistenceBackend sound) {
        super(sound);
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
