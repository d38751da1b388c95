package dev.taskport.engine;

import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.Outcome;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs claimed tasks: hands each to a handler thread, and its end to the {@link Settler}. Every attempt ends exactly once,
 * whoever ends it: its handler, the shutdown, or the failure to find a thread.
 */
final class Runner {

    private final Engine engine;
    private final WorkerSettings settings;
    private final HandlerCall call;
    private final Executor threads;
    private final Attempts attempts;
    private final LeaseKeeper leases;
    private final Settler settler;
    private final Bell bell;
    private final Appetite appetite;
    private final AtomicLong taken = new AtomicLong();
    private volatile boolean stopping;

    /**
     * @param bell rings when the worker should look again
     */
    Runner(
            Engine engine,
            WorkerSettings settings,
            HandlerCall call,
            Executor threads,
            LeaseKeeper leases,
            Settler settler,
            Bell bell) {
        this.engine = engine;
        this.settings = settings;
        this.call = call;
        this.threads = threads;
        this.attempts = settler.attempts();
        this.leases = leases;
        this.settler = settler;
        this.bell = bell;
        this.appetite = new Appetite(settings.concurrency(), settings.prefetchMax());
    }

    /** Notes how long the call took that claimed. */
    void claimed(Duration took) {
        appetite.claimed(took);
    }

    /** How many more tasks it would take. */
    int room() {
        return stopping ? 0 : appetite.total() - attempts.open();
    }

    /**
     * Takes a claimed task on.
     *
     * @param asked when the call began that claimed it, by the monotonic clock
     */
    void take(ClaimedTask claimed, long asked) {
        Attempt attempt = new Attempt(claimed, settings.lease(), asked);
        if (!attempts.add(attempt)) {
            return; // it is here already, and only the call that asked for another was in doubt
        }
        taken.incrementAndGet();
        engine.listeners().on(Happenings.of(TaskHappening.Kind.CLAIMED, attempt, settings.id(), null));
        if (stopping) {
            end(attempt, new Outcome.Release());
        } else {
            start(attempt);
        }
    }

    private void start(Attempt attempt) {
        try {
            threads.execute(() -> run(attempt));
        } catch (Throwable e) { // no thread can be had: the task must not wait for one that never comes
            end(attempt, new Outcome.Release());
            throw e;
        }
    }

    private void run(Attempt attempt) {
        if (!attempt.begin(engine.ticker().nanos())) {
            end(attempt, new Outcome.Release());
            return;
        }
        AttemptContext context = new AttemptContext(attempt, engine, leases, () -> stopping);
        Outcome outcome = call.outcome(attempt, context);
        context.sendProgress();
        end(attempt, outcome);
        appetite.ran(attempt.took());
    }

    /** Notes the end of an attempt, once: a handler that comes back after its task was given back says nothing any more. */
    private void end(Attempt attempt, Outcome outcome) {
        if (!attempt.end(engine.ticker().nanos())) {
            return;
        }
        try {
            if (attempt.settles()) {
                settler.add(attempt, outcome);
            } else {
                attempts.remove(attempt);
            }
        } finally {
            attempts.ended();
        }
        if (attempts.open() <= settings.concurrency() || stopping) {
            bell.ring();
        }
    }

    /** Takes nothing more on; what has not begun is given back. */
    void stop() {
        stopping = true;
        bell.ring();
        attempts.all().stream().filter(Attempt::waits).forEach(attempt -> end(attempt, new Outcome.Release()));
    }

    /** Tells every running handler to stop. */
    void stopHandlers() {
        attempts.all().forEach(attempt -> attempt.stop(Attempt.Stop.POOL_STOPPED));
    }

    /** Gives back the tasks of handlers that did not stop. */
    void abandonHandlers() {
        attempts.all().forEach(attempt -> end(attempt, new Outcome.Release()));
    }

    boolean stopping() {
        return stopping;
    }

    /** How many tasks it has taken on so far. */
    long taken() {
        return taken.get();
    }
}
