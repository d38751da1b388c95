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

    /** COMPLETED and CANCELLED for 7 days, DEAD and imported history for ever. */
    public static final Retention DEFAULT = new Retention(Duration.ofDays(7), Duration.ofDays(7), null, null);

    /** The finish time up to which tasks of that status are pruned at {@code now}; empty if none are. */
    public Optional<Instant> finishedUpTo(TaskStatus status, Instant now) {
        return Optional.ofNullable(forStatus(status)).map(now::minus);
    }

    /** The finish or import time up to which imported history is pruned; empty if none is. */
    public Optional<Instant> importedUpTo(Instant now) {
        return Optional.ofNullable(imported).map(now::minus);
    }

    /** Whether the task may be pruned at {@code now}. */
    public boolean prunable(Task task, Instant now) {
        if (!task.status().finished()) {
            return false;
        }
        Instant imported = task.state().importedAt();
        Instant finished = task.state().finishedAt();
        if (imported != null && (finished == null || !finished.isAfter(imported))) {
            Instant since = finished == null ? imported : finished;
            return importedUpTo(now).filter(limit -> !since.isAfter(limit)).isPresent();
        }
        return finished != null
                && finishedUpTo(task.status(), now)
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
