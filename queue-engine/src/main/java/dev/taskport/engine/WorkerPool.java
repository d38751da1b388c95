package dev.taskport.engine;

import dev.taskport.domain.Counted;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks on threads of its own, until it is closed. Safe for use by several threads.
 *
 * <p>It claims in batches sized to its free capacity, renews leases at a third of their time, interrupts the handler of a
 * task that it has lost, and pauses and resumes by itself, for ever, when the backend cannot be reached. It takes nothing
 * on for the time of a lease after the clock jumped ahead, so that a wrong time can still be set right. Whatever a handler
 * does or throws, the pool goes on. Types without a handler are never claimed.
 */
public final class WorkerPool implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WorkerPool.class);

    /** What handlers get to react to an interrupt, and the worker to store the last ends, once the grace is over. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final Engine engine;
    private final WorkerSettings settings;
    private final HandlerRegistry handlers;
    private final Duration grace;
    private final List<TaskListener> listeners;
    private final @Nullable Janitor janitor;
    private final HandlerThreads handlerThreads;
    private final Worker worker;
    private final WorkerThreads threads;
    private final Instant startedAt;
    private volatile WorkerState.Phase phase = WorkerState.Phase.RUNNING;
    private volatile Instant phaseSince;

    WorkerPool(WorkerPoolBuilder parts, WorkerSettings settings, HandlerThreads handlerThreads) {
        this.engine = parts.engine;
        this.settings = settings;
        this.handlers = parts.handlers;
        this.grace = parts.grace;
        this.listeners = List.copyOf(parts.listeners);
        this.janitor = parts.janitor;
        this.handlerThreads = handlerThreads;
        ClockGate clock = new ClockGate(
                engine,
                "worker " + settings.id()
                        + " takes nothing on, so that a wrong time does not set off what was delayed");
        this.worker = parts.worker(settings, handlerThreads, clock::open);
        this.threads = new WorkerThreads(engine, this, worker);
        this.startedAt = engine.now();
        this.phaseSince = startedAt;
    }

    WorkerPool started() {
        engine.pools().add(this);
        listeners.forEach(engine.listeners()::add);
        if (janitor != null) {
            janitor.begin();
        }
        threads.start();
        log.info(
                "Worker {} runs {} at a time of types {} in workspace {}",
                settings.id(),
                Counted.tasks(settings.concurrency()),
                handlers.types(),
                settings.workspace());
        return this;
    }

    /** The name under which it claims; new at each start. */
    public WorkerId id() {
        return settings.id();
    }

    /** Changes the order in which it claims from now on. */
    public void strategy(SchedulingStrategy value) {
        worker.strategy(value);
    }

    public WorkerState state() {
        Outage.Beginning outage = worker.outage().underWay();
        if (phase == WorkerState.Phase.RUNNING && outage != null) {
            return new WorkerState(WorkerState.Phase.PAUSED_BY_OUTAGE, outage.since(), outage.cause());
        }
        return new WorkerState(phase, phaseSince, null);
    }

    /** How many tasks it holds, waiting for a thread or running. */
    public int running() {
        return worker.attempts().open();
    }

    /** How it describes itself to others. */
    WorkerEntry entry() {
        return new WorkerEntry(
                settings.id(),
                settings.workspace(),
                new TreeSet<>(handlers.types()),
                settings.capabilities(),
                worker.strategy(),
                settings.concurrency(),
                running(),
                state().phase(),
                Processes.host(),
                ProcessHandle.current().pid(),
                startedAt,
                engine.now());
    }

    /** Tells the handler of a task that was cancelled, without waiting for the next renewal. */
    void cancelled(TaskId task) {
        worker.attempts().all().stream()
                .filter(attempt -> attempt.task().id().equals(task))
                .forEach(worker.leases()::lost);
    }

    /**
     * Waits until nothing is due that it could take, and nothing it took is running or unsettled.
     *
     * @return whether that came to be within the time
     */
    public boolean awaitIdle(Duration atMost) throws InterruptedException {
        return Deadline.in(atMost).await(engine.settled(), this::idle);
    }

    /** Looks twice, because a task may be on its way from the backend to its handler during one look. */
    private boolean idle() {
        long before = worker.activity();
        return nothingHeld()
                && engine.backend().inspection().preview(worker.wish()).tasks().isEmpty()
                && nothingHeld()
                && worker.activity() == before;
    }

    private boolean nothingHeld() {
        return worker.attempts().isEmpty() && !worker.claiming();
    }

    /**
     * Stops: claims nothing more, gives back what has not begun, lets running handlers finish within {@code within}, then
     * interrupts them and gives their tasks back. Must not be called by a handler of this pool.
     *
     * @return whether every handler finished in time and every end was stored
     */
    public synchronized boolean stop(Duration within) {
        if (phase == WorkerState.Phase.STOPPED) {
            return true;
        }
        enter(WorkerState.Phase.STOPPING);
        worker.stopClaiming();
        boolean finished = handlersEnd(within);
        if (!finished) {
            interruptHandlers();
        }
        boolean settled = settleTheRest();
        release();
        enter(WorkerState.Phase.STOPPED);
        log.info("Worker {} has stopped", id());
        return finished && settled;
    }

    private boolean handlersEnd(Duration within) {
        return Deadline.in(within).awaitQuietly(engine.settled(), () -> running() == 0);
    }

    private void interruptHandlers() {
        log.warn(
                "Worker {} interrupts what did not end within the grace, {}, and gives it back",
                id(),
                Counted.tasks(running()));
        worker.runner().stopHandlers();
        handlersEnd(LAST_WORDS);
        worker.runner().abandonHandlers();
    }

    private boolean settleTheRest() {
        boolean settled = Deadline.in(LAST_WORDS).awaitQuietly(engine.settled(), () -> !threads.claiming());
        if (!settled) {
            log.warn(
                    "Worker {} stops although the end of {} could not be stored; what ended so runs again when its lease is over",
                    id(),
                    Counted.tasks(worker.unsettled()));
        }
        worker.giveUp();
        return settled;
    }

    private void release() {
        threads.close();
        handlerThreads.end();
        engine.pools().remove(this);
        listeners.forEach(engine.listeners()::remove);
        if (janitor != null) {
            janitor.end();
        }
    }

    private void enter(WorkerState.Phase next) {
        phaseSince = engine.now();
        phase = next;
    }

    /** {@link #stop} with the grace it was built with. */
    @Override
    public void close() {
        stop(grace);
    }
}
