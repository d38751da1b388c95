package dev.taskport.heap;

import dev.taskport.domain.Moment;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskLifecycle;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Saves changed tasks, and what the end of one means for those that wait for it. */
final class TaskChanges {

    private final HeapStore store;

    TaskChanges(HeapStore store) {
        this.store = store;
    }

    /** Stores a changed task; if it has just ended, its dependants follow, and theirs. */
    void save(Task changed, Moment moment) {
        put(changed, moment);
        if (!dependants(changed).isEmpty()) {
            follow(changed, moment);
        }
    }

    private void follow(Task first, Moment moment) {
        Deque<Task> ended = new ArrayDeque<>();
        ended.add(first);
        // A loop, not a recursion: chains of dependencies may be longer than the stack.
        while (!ended.isEmpty()) {
            Task end = ended.remove();
            for (TaskId dependant : dependants(end)) {
                TaskLifecycle.dependencyEnded(store.tasks().get(dependant), end, moment)
                        .ifPresent(task -> {
                            put(task, moment);
                            ended.add(task);
                        });
            }
        }
    }

    /** Who is to hear that the task has ended; nobody as long as it has not. */
    private List<TaskId> dependants(Task task) {
        return task.status().finished()
                ? store.tasks().dependencies().dependants(task.id(), Integer.MAX_VALUE)
                : List.of();
    }

    private void put(Task task, Moment moment) {
        store.tasks().put(task, moment.now());
        store.changed();
    }

    void remove(TaskId task) {
        store.tasks().remove(task);
        store.logs().remove(task);
        store.changed();
    }
}
