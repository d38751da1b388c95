package dev.taskport.adapter.sqlite;

import dev.taskport.domain.Task;
import org.jspecify.annotations.Nullable;

/**
 * A task on its way into its tables: what it becomes, and the picture of it that the change was based on.
 *
 * @param before what was read; null for a new task
 * @param body what is stored of it; the old one unless it is written anew
 */
record TaskWrite(@Nullable StoredTask before, Task after, TaskBody body) {

    @Nullable
    StoredState stateBefore() {
        return before == null ? null : before.state();
    }

    StateRow stateAfter() {
        return StateRow.of(after, body);
    }

    /** Whether it needs no row for its state: it is new, or was so until now. */
    boolean untouched() {
        return stateBefore() == null && stateAfter().equals(StateRow.untouched(body));
    }
}
