package dev.taskport.adapter.sqlite;

import dev.taskport.domain.Dependency;
import dev.taskport.domain.Failure;
import dev.taskport.domain.Micros;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskState;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What hangs on a task in tables of its own: dependencies and failures. Most tasks have none, and then nothing is asked. */
final class TaskParts {

    private TaskParts() {}

    /** Writes what differs from what is stored. */
    static void write(TaskSql sql, TaskWrite write) {
        Task task = write.after();
        TaskState state = task.state();
        TaskState before = write.before() == null ? null : write.before().task().state();
        if (!state.dependencies().equals(before == null ? List.of() : before.dependencies())) {
            writeDependencies(sql, task, before == null ? List.of() : before.dependencies());
        }
        if (!state.failures().equals(before == null ? List.of() : before.failures())) {
            writeFailures(sql, task, before);
        }
    }

    private static void writeDependencies(TaskSql sql, Task task, List<Dependency> before) {
        long id = task.id().value();
        if (sameTasks(before, task.state().dependencies())) {
            task.state().dependencies().stream()
                    .filter(dependency -> dependency.satisfied() && !before.contains(dependency))
                    .forEach(dependency -> sql.satisfy(id, dependency.on().value()));
            return;
        }
        sql.removeDependencies(id);
        int position = 0;
        for (Dependency dependency : task.state().dependencies()) {
            sql.addDependency(id, position++, dependency.on().value(), dependency.satisfied());
        }
    }

    /** Whether nothing but satisfaction may have changed. */
    private static boolean sameTasks(List<Dependency> before, List<Dependency> after) {
        return before.stream()
                        .map(Dependency::on)
                        .toList()
                        .equals(after.stream().map(Dependency::on).toList())
                && before.stream().noneMatch(dependency -> dependency.satisfied() && !after.contains(dependency));
    }

    private static void writeFailures(TaskSql sql, Task task, @Nullable TaskState before) {
        long id = task.id().value();
        if (before != null && !before.failures().isEmpty()) {
            sql.removeFailures(id);
        }
        int position = 0;
        for (Failure failure : task.state().failures()) {
            sql.addFailure(
                    id,
                    position++,
                    failure.attempt(),
                    failure.error(),
                    Micros.of(failure.at()),
                    failure.worker() == null ? null : failure.worker().value(),
                    failure.took().dividedBy(ChronoUnit.MICROS.getDuration()));
        }
    }
}
