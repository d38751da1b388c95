package dev.taskport.contract.mutants;

import dev.taskport.domain.Dependency;
import dev.taskport.domain.Outcome;
import dev.taskport.domain.SettleAnswer;
import dev.taskport.domain.Settlement;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskState;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.Workspace;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.TaskLeasing;
import java.util.ArrayList;
import java.util.List;

final class UnblockingLost extends Mutant {

    UnblockingLost(PersistenceBackend sound) {
        super(sound);
    }

    @Override
    public TaskLeasing leasing() {
        return new ForwardingLeasing(super.leasing()) {
            @Override
            public List<SettleAnswer> settle(List<Settlement> settlements) {
                List<TaskId> completing = settlements.stream()
                        .filter(each -> each.outcome() instanceof Outcome.Complete)
                        .map(each -> each.lease().task())
                        .toList();
                List<TaskId> dependants = completing.stream()
                        .flatMap(task -> inspection().dependants(Workspace.DEFAULT, task, 100).stream())
                        .distinct()
                        .toList();
                List<SettleAnswer> answers = super.settle(settlements);
                dependants.forEach(dependant -> forget(dependant, completing));
                return answers;
            }
        };
    }

    private void forget(TaskId dependant, List<TaskId> completing) {
        Task task = find(dependant).orElseThrow();
        List<TaskId> both = task.state().dependencies().stream()
                .map(Dependency::on)
                .filter(completing::contains)
                .toList();
        if (both.size() < 2 || task.status() != TaskStatus.QUEUED) {
            return;
        }
        List<Dependency> dependencies = new ArrayList<>(task.state().dependencies());
        dependencies.replaceAll(each -> each.on().equals(both.get(0)) ? Dependency.open(each.on()) : each);
        TaskState blocked = task.state().toBuilder()
                .status(TaskStatus.BLOCKED)
                .dependencies(dependencies)
                .build();
        force(task, blocked);
    }
}
