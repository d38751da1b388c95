package dev.taskport.engine;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Notices when the wall clock jumped ahead although no such time has passed by the monotonic clock: by that jump every
 * lease in the store seems to have run out, also those of workers that are well. Not safe for use by several threads.
 */
final class ClockWatch {

    private static final Duration JUMP = Duration.ofSeconds(30);

    private final Duration wait;
    private @Nullable Instant wall;
    private long nanos;
    private @Nullable Long jumpedAt;

    /**
     * @param wait how long live workers need to renew their leases after a jump
     */
    ClockWatch(Duration wait) {
        this.wait = wait;
    }

    /** Whether the wall clock can be trusted about leases; false for a while after it jumped. */
    boolean trusted(Instant wallNow, long nanosNow) {
        Instant before = wall;
        if (before != null) {
            Duration passed = Duration.ofNanos(nanosNow - nanos);
            if (Duration.between(before, wallNow).minus(passed).compareTo(JUMP) > 0) {
                jumpedAt = nanosNow;
            }
        }
        wall = wallNow;
        nanos = nanosNow;
        Long since = jumpedAt;
        if (since != null && nanosNow - since >= wait.toNanos()) {
            jumpedAt = null;
        }
        return jumpedAt == null;
    }
}
