package dev.taskport.engine;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Notices when the wall clock runs ahead of the monotonic one. By such a jump every lease in the store seems to have run
 * out, also those of workers that are well, and everything that was delayed seems to be due. Not safe for use by several
 * threads.
 */
final class ClockWatch {

    private static final Duration JUMP = Duration.ofSeconds(30);

    private final Duration wait;
    private @Nullable Instant wall;
    private long nanos;
    private @Nullable Long doubtedSince;

    /**
     * @param wait how long a jump is doubted: the time that live workers need to renew their leases, and people to set the
     *     clock right
     */
    ClockWatch(Duration wait) {
        this.wait = wait;
    }

    /**
     * Whether the wall clock can be trusted: not for a while after it jumped ahead, unless it comes back.
     *
     * @param before the monotonic clock just before the wall clock was read, which may have taken a while
     * @param after just after that
     */
    boolean trusted(long before, Instant wallNow, long after) {
        if (ahead(wallNow, after).compareTo(JUMP) <= 0 || doubtedLongEnough(after)) {
            wall = wallNow;
            nanos = before;
            doubtedSince = null;
        }
        return doubtedSince == null;
    }

    /** By how much, at least, the wall clock moved more than the monotonic one since both were trusted. */
    private Duration ahead(Instant wallNow, long after) {
        Instant trusted = wall;
        return trusted == null
                ? Duration.ZERO
                : Duration.between(trusted, wallNow).minusNanos(after - nanos);
    }

    private boolean doubtedLongEnough(long now) {
        Long since = doubtedSince;
        if (since == null) {
            doubtedSince = now;
            return false;
        }
        return now - since >= wait.toNanos();
    }
}
