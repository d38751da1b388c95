package dev.taskport.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * Priority with ageing by a key that never changes: enqueue time + priority × {@code perStep}; the smallest key is next.
 * A task of priority p overtakes one of priority p − 1 that came at least {@code perStep} later.
 *
 * @param perStep how much waiting outweighs one step of priority; one value per store
 */
public record Ageing(Duration perStep) {

    public static final Ageing DEFAULT = new Ageing(Duration.ofSeconds(60));

    public Ageing {
        if (perStep.compareTo(Duration.ofMillis(1)) < 0 || perStep.compareTo(Duration.ofDays(1)) > 0) {
            throw Texts.invalid(
                    "The ageing step " + perStep, "is not between 1 ms and 1 day", "Choose a duration in that range");
        }
    }

    public long key(Instant createdAt, Priority priority) {
        return Micros.of(createdAt) + priority.value() * perStepMicros();
    }

    public long perStepMicros() {
        return perStep.toNanos() / 1000;
    }
}
