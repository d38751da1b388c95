package dev.taskport.adapter.sqlite;

import dev.taskport.domain.Stamp;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * A task as it lies in its tables.
 *
 * @param task complete
 * @param state null while nothing has happened to it
 */
record StoredTask(Task task, TaskBody body, @Nullable StoredState state) {

    /** @param state with dependencies and failures */
    static StoredTask of(TaskBody body, @Nullable StoredState stored, TaskState state) {
        Stamp stamp =
                stored == null ? StateRow.untouched(body).stamp() : stored.row().stamp();
        return new StoredTask(new Task(body.id(), body.lineage(), body.spec(), state, stamp), body, stored);
    }
}
