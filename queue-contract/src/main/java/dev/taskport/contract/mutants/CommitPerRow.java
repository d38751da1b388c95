package dev.taskport.contract.mutants;

import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.TaskIntake;
import java.util.List;

final class CommitPerRow extends Mutant {

    CommitPerRow(PersistenceBackend sound) {
        super(sound);
    }

    @Override
    public TaskIntake intake() {
        TaskIntake real = super.intake();
        return tasks -> tasks.size() > TaskIntake.BATCH_MAX
                ? real.enqueue(tasks)
                : tasks.stream()
                        .flatMap(task -> real.enqueue(List.of(task)).stream())
                        .toList();
    }
}
