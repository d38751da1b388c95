package dev.taskport.domain;

import java.util.List;

/**
 * A task on its way into a store. Its id is made before the call: if the call's outcome is unknown, repeating it with the
 * same id has one effect.
 *
 * @param dependsOn without repetition, in the producer's order; up to {@value Dependency#COUNT_MAX}
 * @param held whether it starts HELD
 */
public record NewTask(TaskId id, TaskSpec spec, List<TaskId> dependsOn, RunAfter runAfter, boolean held) {
    public NewTask {
        dependsOn =
                dependsOn.isEmpty() ? List.of() : dependsOn.stream().distinct().toList();
        if (dependsOn.contains(id)) {
            throw Texts.invalid("Task " + id, "depends on itself", "Remove its own id from its dependencies");
        }
        if (dependsOn.size() > Dependency.COUNT_MAX) {
            throw ErrorCode.LIMIT_EXCEEDED.error(String.format(
                    "Task %s depends on %d tasks, allowed are %d. Nothing was stored. Put tasks in between.",
                    id, dependsOn.size(), Dependency.COUNT_MAX));
        }
    }
}
