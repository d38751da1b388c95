package dev.taskport.adapter.jsonlegacy;

import dev.taskport.domain.TaskState;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who did something stands in a record beside when it was done: a name is true only as long as the time is. */
enum LegacyDoer {
    STARTED("assigned_to", "assigned_at"),
    FINISHED("completed_by", "completed_at");

    private final String who;
    private final String when;

    LegacyDoer(String who, String when) {
        this.who = who;
        this.when = when;
    }

    /** Whom the field names; empty if it names nobody. */
    static Optional<LegacyDoer> of(String field) {
        return Arrays.stream(values()).filter(doer -> doer.who.equals(field)).findAny();
    }

    /** The field of the name. */
    String who() {
        return who;
    }

    /** The field of the time. */
    String when() {
        return when;
    }

    @Nullable
    Instant time(TaskState state) {
        return this == STARTED ? state.startedAt() : state.finishedAt();
    }

    boolean sameTime(TaskState one, TaskState other) {
        return Objects.equals(time(one), time(other));
    }
}
