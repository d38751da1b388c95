package dev.taskport.adapter.inmemory.mutants;

import dev.taskport.domain.Outcome;
import dev.taskport.domain.SettleAnswer;
import dev.taskport.domain.Settlement;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.TaskLeasing;
import java.util.List;

final class EpochResetOnRelease extends Mutant {

    EpochResetOnRelease(BackendOptions options) {
        super(options);
    }

    @Override
    String defect() {
        return "a released task begins again with epoch 0";
    }

    @Override
    String rule() {
        return "L3";
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
