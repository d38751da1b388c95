package dev.taskport.contract.mutants;

import dev.taskport.domain.Outcome;
import dev.taskport.domain.SettleAnswer;
import dev.taskport.domain.Settlement;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.TaskLeasing;
import java.util.List;

final class EpochResetOnRelease extends Mutant {

    EpochResetOnRelease(PersistenceBackend sound) {
        super(sound);
    }

    @Override
    public TaskLeasing leasing() {
        return new ForwardingLeasing(super.leasing()) {
            @Override
            public List<SettleAnswer> settle(List<Settlement> settlements) {
                List<SettleAnswer> answers = super.settle(settlements);
                for (int i = 0; i < answers.size(); i++) {
                    if (answers.get(i) == SettleAnswer.APPLIED
                            && settlements.get(i).outcome() instanceof Outcome.Release) {
                        find(settlements.get(i).lease().task())
                                .ifPresent(task -> force(
                                        task,
                                        task.state().toBuilder().leaseEpoch(0).build()));
                    }
                }
                return answers;
            }
        };
    }
}
