package dev.taskport.heap;

import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task as it lies in the table.
 *
 * @param queue that of its lane
 * @param ready whether it is in the order of its lane; a QUEUED task that is not ready waits for its time
 * @param ticket its place in the weighted race of its lane; 0 unless ready
 */
record Entry(Task task, LaneQueue queue, boolean ready, double ticket) {

    /** Not in order: its time has not come, or it is not QUEUED. */
    static Entry waiting(Task task, LaneQueue queue) {
        return new Entry(task, queue, false, 0);
    }

    /** Null for a task that has no place in a weighted race. */
    @Nullable
    Double ticketOrNull() {
        return ready && ticket != 0 ? ticket : null;
    }

    TaskId id() {
        return task.id();
    }

    TaskStatus status() {
        return task.status();
    }

    Instant runAfter() {
        return task.state().runAfter();
    }
}
