package dev.taskport.engine;

import dev.taskport.domain.JsonText;
import dev.taskport.domain.Outcome;
import dev.taskport.domain.RetryPolicy;
import dev.taskport.domain.Task;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls a handler and turns whatever comes of it into an outcome. Nothing that a handler throws gets past it. What an
 * exception says is kept with the task and never logged, because it may quote the payload.
 */
final class HandlerCall {

    private static final Logger log = LoggerFactory.getLogger(HandlerCall.class);

    private static final String NO_WORDS = "The attempt failed, and so did describing how";

    private final HandlerRegistry handlers;
    private final PayloadCodec codec;
    private final RandomGenerator random;

    HandlerCall(HandlerRegistry handlers, PayloadCodec codec, RandomGenerator random) {
        this.handlers = handlers;
        this.codec = codec;
        this.random = random;
    }

    Outcome outcome(Attempt attempt, TaskContext context) {
        try {
            return called(attempt, context);
        } catch (Throwable e) { // no memory even to describe a failure: the task must end all the same
            return new Outcome.Retry(NO_WORDS, RetryPolicy.DEFAULT.cap());
        }
    }

    private Outcome called(Attempt attempt, TaskContext context) {
        Task task = attempt.task();
        HandlerRegistry.Entry<?> entry = handlers.of(task.type());
        try {
            return new Outcome.Complete(written(entry.call(codec, task.spec().payload(), context)));
        } catch (EarlyEnd end) {
            return end.outcome();
        } catch (Throwable failure) { // also StackOverflowError and OutOfMemoryError: the worker goes on
            return failed(attempt, entry.options(), failure);
        }
    }

    private @Nullable JsonText written(@Nullable Object result) {
        if (result == null) {
            return null;
        }
        try {
            return codec.encode(result);
        } catch (Throwable e) { // codecs run foreign code
            throw new PermanentFailure(
                    "The work was done, but its result cannot be written as JSON: "
                            + result.getClass().getName() + ". Correct the handler; replaying does the work again.",
                    e);
        }
    }

    private Outcome failed(Attempt attempt, HandlerOptions options, Throwable failure) {
        Task task = attempt.task();
        Attempt.Stop stop = attempt.stopped();
        if (stop != null) {
            log.debug("Task {} of type {} was stopped ({})", task.id(), task.type(), stop);
            return new Outcome.Release();
        }
        boolean permanent = options.permanent(failure);
        log.warn(
                "Task {} of type {} failed at attempt {} of {}{}: {}. The task keeps the error text.",
                task.id(),
                task.type(),
                task.state().attempt(),
                task.spec().maxAttempts(),
                permanent ? ", for good" : "",
                failure.getClass().getName());
        log.debug("Task {} failed here: {}", task.id(), ErrorText.withoutMessages(failure));
        String error = ErrorText.of(failure);
        return permanent
                ? new Outcome.Bury(error)
                : new Outcome.Retry(error, options.retry().delay(task.state().attempt(), random));
    }
}
