package dev.taskport.adapter.sqlite;

import dev.taskport.domain.Task;
import dev.taskport.domain.TaskStatus;
import org.jspecify.annotations.Nullable;

/**
 * A task on its way into its tables: what it becomes, and the picture of it that the change was based on.
 *
 * @param before what was read; null for a new task
 * @param body what is stored of it; the old one unless it is written anew
 * @param state how it fares afterwards; null for a new task to which nothing has happened
 */
record TaskWrite(
        @Nullable StoredTask before,
        Task after,
        TaskBody body,
        @Nullable StateRow state) {

    static TaskWrite of(@Nullable StoredTask before, Task after, TaskBody body) {
        boolean untouched = (before == null || before.state() == null) && StateRow.untouched(after, body);
        return new TaskWrite(before, after, body, untouched ? null : StateRow.of(after, body));
    }

    @Nullable
    StoredState stateBefore() {
        return before == null ? null : before.state();
    }

    /** Whether it goes from the ready ones under a lease; a task from another store may come so without having been ready. */
    boolean claimed() {
        return before != null
                && before.task().status() == TaskStatus.QUEUED
                && after.status() == TaskStatus.LEASED
                && body.equals(before.body());
    }

    /** Whether it needs no row for its state: it is new, or was so until now. */
    boolean untouched() {
        return state == null;
    }
}
