package dev.taskport.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time during which the backend does not do what a worker asks. It begins with the first failed call, ends with the
 * first that succeeds, and says how long to wait in between: from {@link #FIRST} up to {@link #LONGEST}, for ever.
 */
final class Outage {

    static final Duration FIRST = Duration.ofMillis(50);
    static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Logger log = LoggerFactory.getLogger(Outage.class);
    private static final int REMIND_EVERY = 60;

    /** How an outage began. */
    record Beginning(Instant since, String cause) {}

    private final String who;
    private final RandomGenerator random;
    private final Supplier<Instant> now;
    private volatile @Nullable Beginning beginning;
    private int failures;

    Outage(String who, RandomGenerator random, Supplier<Instant> now) {
        this.who = who;
        this.random = random;
        this.now = now;
    }

    /** The outage under way; null if there is none. */
    @Nullable
    Beginning underWay() {
        return beginning;
    }

    /** Notes a failed call; how long to wait before the next. */
    Duration met(Throwable failure) {
        if (failures++ % REMIND_EVERY == 0) {
            log.warn(
                    "{} pauses: {} Running tasks go on; it tries again by itself until the backend answers.",
                    who,
                    describe(failure));
            log.debug("What paused {}", who, failure);
        }
        Beginning known = beginning;
        beginning = new Beginning(known == null ? now.get() : known.since(), describe(failure));
        return backoff();
    }

    private Duration backoff() {
        long doubled = FIRST.toMillis() << Math.min(failures - 1, 10);
        long wait = Math.min(doubled, LONGEST.toMillis());
        return Duration.ofMillis((long) (wait * (0.75 + 0.25 * random.nextDouble())));
    }

    /** Notes a call that succeeded. */
    void over() {
        Beginning known = beginning;
        if (known != null) {
            log.info("{} goes on: the backend answers again (paused since {}).", who, known.since());
            beginning = null;
            failures = 0;
        }
    }

    private static String describe(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getName() + "." : failure.getMessage();
    }
}
