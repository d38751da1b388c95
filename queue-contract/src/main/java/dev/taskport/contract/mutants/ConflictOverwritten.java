package dev.taskport.contract.mutants;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.NewTask;
import dev.taskport.domain.TaskportException;
import dev.taskport.port.EnqueueAnswer;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.TaskIntake;
import java.util.List;

final class ConflictOverwritten extends Mutant {

    ConflictOverwritten(PersistenceBackend sound) {
        super(sound);
    }

    @Override
    public TaskIntake intake() {
        TaskIntake real = super.intake();
        return tasks -> enqueue(real, tasks);
    }

    private List<EnqueueAnswer> enqueue(TaskIntake real, List<NewTask> tasks) {
        try {
            return real.enqueue(tasks);
        } catch (TaskportException refused) {
            if (refused.code() != ErrorCode.ID_CONFLICT) {
                throw refused;
            }
            tasks.forEach(task -> find(task.id()).ifPresent(stored -> force(stored, task.spec(), stored.state())));
            return real.enqueue(tasks);
        }
    }
}
