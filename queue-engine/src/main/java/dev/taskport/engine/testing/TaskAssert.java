package dev.taskport.engine.testing;

import dev.taskport.domain.Failure;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskStatus;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Claims about one task; each throws an {@link AssertionError} that says what was found. Needs no test library. */
public final class TaskAssert {

    private final Task task;

    private TaskAssert(Task task) {
        this.task = task;
    }

    public static TaskAssert assertTask(Task task) {
        return new TaskAssert(task);
    }

    public TaskAssert is(TaskStatus status) {
        List<Failure> failures = task.state().failures();
        String last = failures.isEmpty()
                ? ""
                : "; its last failure: " + failures.get(failures.size() - 1).error();
        return claim(task.status() == status, "status", status, task.status() + last);
    }

    /** Its result, letter for letter. */
    public TaskAssert hasResult(@Nullable String json) {
        JsonText result = task.state().result();
        String found = result == null ? null : result.text();
        return claim(Objects.equals(found, json), "result", json, found);
    }

    /** How many attempts count. */
    public TaskAssert hasAttempts(int attempts) {
        return claim(
                task.state().attempt() == attempts,
                "attempts",
                attempts,
                task.state().attempt());
    }

    public TaskAssert hasFailures(int failures) {
        int found = task.state().failures().size();
        return claim(found == failures, "failures", failures, found);
    }

    /** Whether the error of some failed attempt holds the text. */
    public TaskAssert failedWith(String text) {
        List<String> errors =
                task.state().failures().stream().map(Failure::error).toList();
        return claim(errors.stream().anyMatch(error -> error.contains(text)), "failures with", text, errors);
    }

    private TaskAssert claim(boolean holds, String what, @Nullable Object wanted, @Nullable Object found) {
        if (!holds) {
            throw new AssertionError("Task " + task.id() + " of type " + task.type() + ": expected " + what + " "
                    + wanted + ", found " + found);
        }
        return this;
    }
}
