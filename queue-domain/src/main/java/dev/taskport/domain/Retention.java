package dev.taskport.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long finished tasks are kept, counted from when they finished. Nothing but a finished task is ever pruned, and
 * imported history only where {@code imported} says so.
 *
 * @param completed for COMPLETED tasks; null keeps them for ever
 * @param cancelled for CANCELLED tasks; null keeps them for ever
 * @param dead for DEAD tasks; null keeps them for ever
 * @param imported for tasks that came finished from another program, counted from their import if they do not say when
 *     they finished; null keeps them for ever
 */
public record Retention(
        @Nullable Duration completed,
        @Nullable Duration cancelled,
        @Nullable Duration dead,
        @Nullable Duration imported) {

    /** @throws TaskportException INVALID_REQUEST if one of the times is negative */
    public Retention {
        requireNotNegative("completed", completed);
        requireNotNegative("cancelled", cancelled);
        requireNotNegative("dead", dead);
        requireNotNegative("imported", imported);
    }

    private static void requireNotNegative(String which, @Nullable Duration kept) {
        if (kept != null && kept.isNegative()) {
            throw ErrorCode.INVALID_REQUEST.error("The retention of " + which + " tasks is " + kept
                    + ", which is below zero. Nothing was removed. Give the time that they are to be kept.");
        }
    }

    /** COMPLETED and CANCELLED for 7 days, DEAD and imported history for ever. */
    public static final Retention DEFAULT = new Retention(Duration.ofDays(7), Duration.ofDays(7), null, null);

    /** The finish time up to which tasks of that status are pruned at {@code now}; empty if none are. */
    public Optional<Instant> finishedUpTo(TaskStatus status, Instant now) {
        return upTo(forStatus(status), now);
    }

    /** The finish or import time up to which imported history is pruned; empty if none is. */
    public Optional<Instant> importedUpTo(Instant now) {
        return upTo(imported, now);
    }

    /** No task is older than time itself is counted: what is to be kept for longer stays. */
    private static Optional<Instant> upTo(@Nullable Duration kept, Instant now) {
        return Optional.ofNullable(kept)
                .filter(time -> time.compareTo(Duration.between(Instant.EPOCH, now)) <= 0)
                .map(now::minus);
    }

    /** Whether the task may be pruned at {@code now}. */
    public boolean prunable(Task task, Instant now) {
        return prunable(task.status(), task.state().finishedAt(), task.state().importedAt(), now);
    }

    /** Whether a task of which no more is known than this may be pruned at {@code now}. */
    public boolean prunable(TaskStatus status, @Nullable Instant finished, @Nullable Instant imported, Instant now) {
        if (!status.finished()) {
            return false;
        }
        if (imported != null && (finished == null || !finished.isAfter(imported))) {
            Instant since = finished == null ? imported : finished;
            return importedUpTo(now).filter(limit -> !since.isAfter(limit)).isPresent();
        }
        return finished != null
                && finishedUpTo(status, now)
                        .filter(limit -> !finished.isAfter(limit))
                        .isPresent();
    }

    private @Nullable Duration forStatus(TaskStatus status) {
        return switch (status) {
            case COMPLETED -> completed;
            case CANCELLED -> cancelled;
            case DEAD -> dead;
            case QUEUED, BLOCKED, HELD, LEASED -> null;
        };
    }
}
