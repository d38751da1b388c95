package dev.taskport.adapter.sqlite;

import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that were claimed here and have not ended: what is in hand need not be read again when it ends. It is believed only
 * where the stored state is still the one that was written with it, for every change of a task changes its state. Bounded; what
 * is not in it is read. Used under the write lock only.
 */
final class LeasedTasks {

    private static final int TASKS_MAX = 10_000;
    private static final long CHARACTERS_MAX = 8L * 1024 * 1024;

    private final Map<TaskId, Leased> tasks = new LinkedHashMap<>();
    private long characters;

    /** A task with the state that was stored with it. */
    record Leased(Task task, TaskBody body, StateRow state) {

        long characters() {
            int attributes = body.spec().attributes() == null
                    ? 0
                    : body.spec().attributes().text().length();
            return (long) body.spec().payload().text().length() + attributes;
        }
    }

    @Nullable
    Leased find(TaskId id) {
        return tasks.get(id);
    }

    void written(TaskWrite write) {
        StateRow state = write.state();
        if (state != null && state.status() == TaskStatus.LEASED) {
            add(new Leased(write.after(), write.body(), state));
        } else if (write.before() != null) {
            remove(write.after().id());
        }
    }

    private void add(Leased leased) {
        remove(leased.task().id());
        tasks.put(leased.task().id(), leased);
        characters += leased.characters();
        while (tasks.size() > TASKS_MAX || characters > CHARACTERS_MAX) {
            remove(tasks.keySet().iterator().next());
        }
    }

    private void remove(TaskId id) {
        Leased removed = tasks.remove(id);
        if (removed != null) {
            characters -= removed.characters();
        }
    }

    void clear() {
        tasks.clear();
        characters = 0;
    }
}
