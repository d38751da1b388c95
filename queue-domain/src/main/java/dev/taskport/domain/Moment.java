package dev.taskport.domain;

import java.time.Instant;

/**
 * When and where a change happens.
 *
 * @param now the backend's clock
 * @param generation the store's generation
 */
public record Moment(Instant now, long generation) {
    public Moment {
        now = Micros.truncate(now);
    }
}
