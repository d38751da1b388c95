package dev.taskport.heap;

import dev.taskport.domain.Moment;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskLifecycle;
import java.util.ArrayDeque;
import java.util.Deque;

/** Saves changed tasks, and what the end of one means for those that wait for it. */
final class TaskChanges {

    private final HeapStore store;

    TaskChanges(HeapStore store) {
        this.store = store;
    }

    /** Stores a changed task; if it has just ended, its dependants follow, and theirs. */
    void save(Task changed, Moment moment) {
        Deque<Task> ended = new ArrayDeque<>();
        put(changed, moment, ended);
        // A loop, not a recursion: chains of dependencies may be longer than the stack.
        while (!ended.isEmpty()) {
            Task end = ended.remove();
            for (TaskId dependant : store.tasks().dependencies().dependants(end.id(), Integer.MAX_VALUE)) {
                TaskLifecycle.dependencyEnded(store.tasks().get(dependant), end, moment)
                        .ifPresent(task -> put(task, moment, ended));
            }
        }
    }

    private void put(Task task, Moment moment, Deque<Task> ended) {
        store.tasks().put(task, moment.now());
        store.changed();
        if (task.status().finished()) {
            ended.add(task);
        }
    }

    void remove(TaskId task) {
        store.tasks().remove(task);
        store.logs().remove(task);
        store.changed();
    }
}
