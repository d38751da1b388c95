package dev.taskport.engine.testing;

import dev.taskport.domain.Micros;
import dev.taskport.engine.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that stands still until it is moved: as a backend's clock and as the monotonic clock by which workers judge their
 * leases. It begins at 2026-01-01T00:00:00Z. Safe for use by several threads.
 */
public final class SettableClock implements InstantSource, Ticker {

    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    private Instant now = BEGINNING;
    private long nanos;

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    /** Lets time pass, for both clocks. */
    public synchronized SettableClock advance(Duration duration) {
        now = Micros.truncate(now.plus(duration));
        nanos += duration.toNanos();
        return this;
    }

    /** Sets the wall clock alone, forward or back, as an administrator or a time server does; no time passes by that. */
    public synchronized SettableClock set(Instant instant) {
        now = Micros.truncate(instant);
        return this;
    }
}
