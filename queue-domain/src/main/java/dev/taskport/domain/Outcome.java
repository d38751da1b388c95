package dev.taskport.domain;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How one attempt ended. */
public sealed interface Outcome {

    /** The longest delay of a retry or snooze. */
    Duration DELAY_MAX = Duration.ofDays(3650);

    /** The name of an outcome, as it is stored. */
    enum Kind {
        COMPLETE,
        RETRY,
        BURY,
        SNOOZE,
        RELEASE
    }

    Kind kind();

    /** One answer per outcome; adding an outcome breaks every place that forgets it. */
    <T> T match(Cases<T> cases);

    /** Done; {@code result} is kept on the task. */
    record Complete(@Nullable JsonText result) implements Outcome {
        @Override
        public Kind kind() {
            return Kind.COMPLETE;
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.complete(this);
        }
    }

    /** Failed; to be tried again after {@code delay}, unless the attempts are used up. */
    record Retry(String error, Duration delay) implements Outcome {
        public Retry {
            error = Texts.shortened(error, Failure.ERROR_LENGTH_MAX);
            requireDelay(delay);
        }

        @Override
        public Kind kind() {
            return Kind.RETRY;
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.retry(this);
        }
    }

    /** Failed, and not worth retrying. */
    record Bury(String error) implements Outcome {
        public Bury {
            error = Texts.shortened(error, Failure.ERROR_LENGTH_MAX);
        }

        @Override
        public Kind kind() {
            return Kind.BURY;
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.bury(this);
        }
    }

    /** Not now: again after {@code delay}, and this attempt does not count. */
    record Snooze(Duration delay) implements Outcome {
        public Snooze {
            requireDelay(delay);
        }

        @Override
        public Kind kind() {
            return Kind.SNOOZE;
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.snooze(this);
        }
    }

    /** Given back untouched, for example at shutdown; this attempt does not count. */
    record Release() implements Outcome {
        @Override
        public Kind kind() {
            return Kind.RELEASE;
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.release(this);
        }
    }

    /** One method per outcome. */
    interface Cases<T> {
        T complete(Complete outcome);

        T retry(Retry outcome);

        T bury(Bury outcome);

        T snooze(Snooze outcome);

        T release(Release outcome);
    }

    private static void requireDelay(Duration delay) {
        if (delay.isNegative() || delay.compareTo(DELAY_MAX) > 0) {
            throw Texts.invalid("The delay " + delay, "is not between 0 and 3650 days", "Choose a delay in that range");
        }
    }
}
