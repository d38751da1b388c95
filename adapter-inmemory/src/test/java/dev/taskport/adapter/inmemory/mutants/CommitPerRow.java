package dev.taskport.adapter.inmemory.mutants;

import dev.taskport.port.BackendOptions;
import dev.taskport.port.TaskIntake;
import java.util.List;

final class CommitPerRow extends Mutant {

    CommitPerRow(BackendOptions options) {
        super(options);
    }

    @Override
    String defect() {
        return "each task of a batch is committed for itself";
    }

    @Override
    String rule() {
        return "P3";
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
