package dev.taskport.engine;

import dev.taskport.domain.RetryPolicy;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * How the failures of one task type are treated. By default every failure is retried after 1 s, 2 s, 4 s … up to 5 minutes,
 * as often as the task's {@code maxAttempts} allows, except {@link PermanentFailure}.
 *
 * @param retry how long to wait
 * @param permanent exceptions (with their subclasses) that are never retried
 */
public record HandlerOptions(RetryPolicy retry, Set<Class<? extends Throwable>> permanent) {

    public static final HandlerOptions DEFAULT =
            new HandlerOptions(RetryPolicy.DEFAULT, Set.of(PermanentFailure.class));

    public HandlerOptions {
        permanent = Set.copyOf(permanent);
    }

    public HandlerOptions retry(RetryPolicy value) {
        return new HandlerOptions(value, permanent);
    }

    /** Adds an exception that is never retried. */
    public HandlerOptions neverRetry(Class<? extends Throwable> type) {
        Set<Class<? extends Throwable>> more = new LinkedHashSet<>(permanent);
        more.add(type);
        return new HandlerOptions(retry, more);
    }

    boolean permanent(Throwable failure) {
        return failure instanceof PermanentFailure || permanent.stream().anyMatch(type -> type.isInstance(failure));
    }
}
