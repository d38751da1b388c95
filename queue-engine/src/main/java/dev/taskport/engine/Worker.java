package dev.taskport.engine;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.Settlement;
import dev.taskport.domain.TaskportException;
import dev.taskport.domain.WorkerId;
import dev.taskport.port.ClaimRequest;
import dev.taskport.port.Exchange;
import dev.taskport.port.TaskLeasing;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The heart: claim, run, settle.
 *
 * <ol>
 *   <li>What has ended is settled, and in the same transaction as many tasks are claimed as there is room for. While
 *       handlers have tasks in reserve, ends gather for a moment, and room until a claim is worth its cost.
 *   <li>Each claimed task is handed to a handler thread; its end waits in the {@link Settler} for the next round.
 *   <li>If the outcome of a claim is unknown, the backend is asked what this worker holds, and what turns up is run, or
 *       given back if the worker is stopping. Ends whose outcome is unknown are settled again under the same leases.
 *   <li>If the backend does not answer, rounds are repeated for ever, with growing waits; handlers go on meanwhile.
 *   <li>After a jump of the wall clock nothing is claimed for a while, so that a wrong time does not set everything off
 *       that was delayed.
 * </ol>
 *
 * <p>All of this happens on one thread, which nobody interrupts.
 */
final class Worker {

    private final Engine engine;
    private final WorkerSettings settings;
    private final HandlerRegistry handlers;
    private final Bell bell = new Bell();
    private final Bell stopBell = new Bell();
    private final Attempts attempts = new Attempts();
    private final LeaseKeeper leases;
    private final Settler settler;
    private final Runner runner;
    private final Outage outage;
    private final BooleanSupplier mayClaim;
    private volatile SchedulingStrategy strategy;
    private volatile boolean givenUp;
    private volatile boolean claiming;
    private final AtomicLong settled = new AtomicLong();
    /** When the call began whose claim may or may not have happened; null if all is known. */
    private @Nullable Long doubtSince;

    /**
     * @param mayClaim asked before each claim; while it says no, only what has ended is settled
     */
    Worker(
            Engine engine,
            WorkerSettings settings,
            SchedulingStrategy strategy,
            HandlerRegistry handlers,
            HandlerCall call,
            Executor threads,
            BooleanSupplier mayClaim) {
        this.engine = engine;
        this.settings = settings;
        this.strategy = strategy;
        this.handlers = handlers;
        this.leases = new LeaseKeeper(engine, attempts, settings, engine.listeners());
        this.settler = new Settler(settings.id(), attempts, engine.listeners());
        this.runner = new Runner(engine, settings, call, threads, leases, settler, bell);
        this.outage = new Outage("Worker " + settings.id(), engine.random(), engine::now);
        this.mayClaim = mayClaim;
    }

    /** Works until it is stopped and everything is settled, or given up. */
    void run() {
        while (!finished()) {
            long seen = bell.rings();
            long seenStop = stopBell.rings();
            try {
                if (!round()) {
                    Waiting.quietly(bell, seen, patience());
                }
            } catch (Throwable e) { // also an OutOfMemoryError: a worker that ends silently is worse
                Waiting.quietly(stopBell, seenStop, outage.met(e));
            }
        }
    }

    private Duration patience() {
        return settler.unsettled() > 0 ? settler.patience(runner.gather()) : settings.poll();
    }

    private boolean finished() {
        return givenUp || (runner.stopping() && doubtSince == null && attempts.open() == 0 && settler.unsettled() == 0);
    }

    /** One round; whether the next may find more to do at once. */
    boolean round() {
        adoptWhatIsInDoubt();
        List<Settlement> ended = settler.batch(runner.gather());
        int room = Math.min(runner.room(!ended.isEmpty()), TaskLeasing.BATCH_MAX);
        if (room > 0 && mayClaim.getAsBoolean()) {
            return claim(ended, room);
        }
        settle(ended);
        return false;
    }

    /** Settles what has ended, and claims nothing. */
    void settleOnly() {
        settle(settler.batch(Duration.ZERO));
    }

    private boolean claim(List<Settlement> ended, int room) {
        long asked = engine.ticker().nanos();
        claiming = true;
        try {
            Exchange exchange = exchange(ended, request(room));
            runner.claimed(Duration.ofNanos(engine.ticker().nanos() - asked));
            answered(exchange);
            runner.take(exchange.claimed(), asked);
            claiming = false;
            return exchange.claimed().size() == room;
        } catch (Throwable e) {
            claiming = mayHaveHappened(e);
            doubtSince = claiming ? (Long) asked : null;
            if (!refused(e) || ended.isEmpty()) {
                throw e;
            }
            settler.settleSingly(engine.backend().leasing());
            return true;
        }
    }

    private Exchange exchange(List<Settlement> ended, ClaimRequest request) {
        TaskLeasing leasing = engine.backend().leasing();
        return ended.isEmpty() ? new Exchange(List.of(), leasing.claim(request)) : leasing.exchange(ended, request);
    }

    private void settle(List<Settlement> ended) {
        if (ended.isEmpty()) {
            return;
        }
        TaskLeasing leasing = engine.backend().leasing();
        try {
            answered(new Exchange(leasing.settle(ended), List.of()));
        } catch (TaskportException e) {
            if (!refused(e)) {
                throw e;
            }
            settler.settleSingly(leasing);
        }
    }

    private void answered(Exchange exchange) {
        outage.over();
        if (!exchange.answers().isEmpty()) {
            settler.answered(exchange.answers());
            settled.addAndGet(exchange.answers().size());
            engine.settled().ring();
        }
    }

    private void adoptWhatIsInDoubt() {
        Long since = doubtSince;
        if (since == null) {
            return;
        }
        runner.take(engine.backend().leasing().held(settings.id()), since);
        doubtSince = null;
        claiming = false;
        outage.over();
    }

    private ClaimRequest request(int max) {
        return new ClaimRequest(
                settings.id(),
                settings.workspace(),
                handlers.types(),
                settings.capabilities(),
                strategy,
                max,
                settings.lease());
    }

    /** What this worker would claim, for looking without taking. */
    ClaimRequest wish() {
        return request(1);
    }

    WorkerId id() {
        return settings.id();
    }

    /** Looks for work at once. */
    void wake() {
        bell.ring();
    }

    /** Ends {@link #run()} even if something is not settled. */
    void giveUp() {
        givenUp = true;
        bell.ring();
        stopBell.ring();
    }

    void strategy(SchedulingStrategy value) {
        strategy = value;
        bell.ring();
    }

    SchedulingStrategy strategy() {
        return strategy;
    }

    /** Claims nothing more; what has not begun is given back. */
    void stopClaiming() {
        runner.stop();
        stopBell.ring();
    }

    /** What becomes of the tasks it has claimed. */
    Runner runner() {
        return runner;
    }

    Attempts attempts() {
        return attempts;
    }

    /** Who keeps their leases alive. */
    LeaseKeeper leases() {
        return leases;
    }

    int unsettled() {
        return settler.unsettled();
    }

    /** Whether a claim is under way or in doubt, so that it may hold more than it knows. */
    boolean claiming() {
        return claiming;
    }

    /** Changes with every task taken and settled. */
    long activity() {
        return runner.taken() + settled.get();
    }

    Outage outage() {
        return outage;
    }

    private static boolean refused(Throwable e) {
        return e instanceof TaskportException known && known.meaning() == ErrorCode.Meaning.NOT_DONE;
    }

    private static boolean mayHaveHappened(Throwable e) {
        return !(e instanceof TaskportException known) || known.meaning() == ErrorCode.Meaning.UNKNOWN;
    }
}
