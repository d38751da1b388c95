package dev.taskport.adapter.sqlite;

import dev.taskport.domain.TaskStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a QUEUED task's place among the others depends on.
 *
 * @param untouched whether it certainly has no state
 */
record Place(Rank rank, Instant runAfter, Instant createdAt, boolean untouched) {

    static @Nullable Place before(TaskWrite write) {
        StoredTask before = write.before();
        return before == null || before.task().status() != TaskStatus.QUEUED
                ? null
                : new Place(
                        new Rank(before.body().lane(), before.task().priority().value()),
                        before.task().state().runAfter(),
                        before.task().state().createdAt(),
                        before.state() == null);
    }

    static @Nullable Place after(TaskWrite write) {
        return write.after().status() != TaskStatus.QUEUED
                ? null
                : new Place(
                        new Rank(write.body().lane(), write.after().priority().value()),
                        write.after().state().runAfter(),
                        write.after().state().createdAt(),
                        write.untouched());
    }
}
