package dev.taskport.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Instants as Taskport keeps them: microseconds since 1970 in a long, UTC, cut off (not rounded) when made. */
public final class Micros {

    private static final long PER_SECOND = 1_000_000L;

    private Micros() {}

    /** The instant without what is finer than a microsecond. */
    public static Instant truncate(Instant instant) {
        int finer = instant.getNano() % 1000;
        return finer == 0 ? instant : Instant.ofEpochSecond(instant.getEpochSecond(), (long) instant.getNano() - finer);
    }

    public static long of(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), PER_SECOND), instant.getNano() / 1000L);
    }

    public static @Nullable Long ofNullable(@Nullable Instant instant) {
        return instant == null ? null : of(instant);
    }

    public static Instant toInstant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * 1000L);
    }

    public static @Nullable Instant toInstantNullable(@Nullable Long micros) {
        return micros == null ? null : toInstant(micros);
    }
}
