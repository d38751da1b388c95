package dev.taskport.heap;

import dev.taskport.domain.Lane;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task as it lies in the table.
 *
 * @param ready whether it is in the order of its lane; a QUEUED task that is not ready waits for its time
 * @param ticket its place in the weighted race of its lane; 0 unless ready
 */
record Entry(Task task, boolean ready, double ticket) {

    static Entry waiting(Task task) {
        return new Entry(task, false, 0);
    }

    /** Null for a task that has no place in a weighted race. */
    @Nullable
    Double ticketOrNull() {
        return ready && ticket != 0 ? ticket : null;
    }

    TaskId id() {
        return task.id();
    }

    Lane lane() {
        return task.spec().lane();
    }

    TaskStatus status() {
        return task.status();
    }

    Instant runAfter() {
        return task.state().runAfter();
    }
}
