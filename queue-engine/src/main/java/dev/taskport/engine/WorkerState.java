package dev.taskport.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a worker pool is doing.
 *
 * @param since since when, by the backend's clock
 * @param cause why it is paused, in words; null unless {@link Phase#PAUSED_BY_OUTAGE}
 */
public record WorkerState(
        Phase phase, Instant since, @Nullable String cause) {

    public enum Phase {
        RUNNING,
        /** The backend cannot be reached; the pool tries again by itself, for ever. */
        PAUSED_BY_OUTAGE,
        /** Takes nothing more, and finishes or gives back what it has. */
        STOPPING,
        STOPPED
    }
}
