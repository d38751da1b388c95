package dev.taskport.engine;

import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs claimed tasks: hands each to a handler thread, and its end to the {@link Settler}. Every attempt ends exactly once,
 * whoever ends it: its handler, the shutdown, or the failure to find a thread.
 */
final class Runner {

    /** What waits for a thread for so long is given back: its handlers got stuck, and others may be idle. */
    private static final Duration WAITING_MAX = Duration.ofSeconds(2);

    /** No number of open attempts: the worker was called already. */
    private static final int CALLED = -1;

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
    /** The worker is called when no more than so many are open. */
    private volatile int callAt;

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

    /**
     * How many more tasks to claim now, at most a batch.
     *
     * @param anyway whether the backend is called anyway; otherwise there is none while it is too small to be worth a call
     */
    int room(boolean anyway) {
        int worthwhile = appetite.worthwhile();
        int total = appetite.total();
        callAt = total - worthwhile;
        int room = stopping ? 0 : total - attempts.open();
        return room < (anyway ? 1 : worthwhile) ? 0 : Math.min(room, appetite.batch());
    }

    /** How long the end of a task may wait for others before it is stored. */
    Duration gather() {
        return stopping ? Duration.ZERO : appetite.gather();
    }

    /**
     * Takes tasks on that were claimed together.
     *
     * @param asked when the call began that claimed them, by the monotonic clock
     */
    void take(List<ClaimedTask> claimed, long asked) {
        ClaimedTogether together = new ClaimedTogether(claimed.size());
        for (ClaimedTask task : claimed) {
            take(new Attempt(task, together, settings.lease(), asked));
        }
    }

    private void take(Attempt attempt) {
        if (!attempts.add(attempt)) {
            return; // it is here already, and only the call that asked for another was in doubt
        }
        taken.incrementAndGet();
        if (!engine.listeners().isEmpty()) {
            engine.listeners().on(Happenings.of(TaskHappening.Kind.CLAIMED, attempt, settings.id(), null));
        }
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
        boolean first = false;
        int open;
        try {
            if (attempt.settles()) {
                first = settler.add(attempt, outcome);
            } else {
                attempts.remove(attempt);
            }
        } finally {
            open = attempts.ended();
        }
        if (first || open <= callAt || stopping) {
            callAt = CALLED;
            bell.ring();
        }
    }

    /** Gives back what waits in vain. */
    void giveBackWaiting() {
        long now = engine.ticker().nanos();
        for (Attempt attempt : attempts.all()) {
            Duration held = attempt.heldFor(now);
            if (held.compareTo(WAITING_MAX) > 0 && attempt.waits()) {
                appetite.stuck(held);
                end(attempt, new Outcome.Release());
            }
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
