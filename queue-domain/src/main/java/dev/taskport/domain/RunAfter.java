package dev.taskport.domain;

import java.time.Duration;
import java.time.Instant;

/** When a task may first run, by the backend's clock. */
public sealed interface RunAfter {

    RunAfter NOW = new Delay(Duration.ZERO);

    /** The instant meant, for a store whose clock shows {@code now}. */
    Instant instant(Instant now);

    /** So long after the store took the task in; 0 to 3650 days. */
    record Delay(Duration delay) implements RunAfter {
        public Delay {
            if (delay.isNegative() || delay.compareTo(Outcome.DELAY_MAX) > 0) {
                throw Texts.invalid(
                        "The delay " + delay, "is not between 0 and 3650 days", "Choose a delay in that range");
            }
        }

        @Override
        public Instant instant(Instant now) {
            return Micros.truncate(now.plus(delay));
        }
    }

    /** At this instant; one in the past means at once. */
    record At(Instant at) implements RunAfter {
        private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

        public At {
            at = Micros.truncate(at);
            if (at.isAfter(LATEST) || at.isBefore(Instant.EPOCH)) {
                throw Texts.invalid(
                        "The start time " + at, "is not between 1970 and 9998", "Choose an instant in that range");
            }
        }

        @Override
        public Instant instant(Instant now) {
            return at;
        }
    }
}
