package dev.taskport.engine;

import dev.taskport.domain.Capabilities;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.Lease;
import dev.taskport.domain.RetryPolicy;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.WorkerId;
import dev.taskport.domain.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
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
    private final @Nullable Janitor janitor;
    private final ExecutorService handlerThreads;
    private final Worker worker;
    private final WorkerThreads threads;
    private final Instant startedAt;
    private volatile WorkerState.Phase phase = WorkerState.Phase.RUNNING;
    private volatile Instant phaseSince;

    private WorkerPool(Builder parts, WorkerSettings settings, ExecutorService handlerThreads) {
        this.engine = parts.engine;
        this.settings = settings;
        this.handlers = parts.handlers;
        this.grace = parts.grace;
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

    private WorkerPool started() {
        engine.pools().add(this);
        if (janitor != null) {
            janitor.begin();
        }
        threads.start();
        log.info(
                "Worker {} runs {} tasks at a time of types {} in workspace {}",
                settings.id(),
                settings.concurrency(),
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
                "Worker {} interrupts {} tasks that did not end within the grace; they are given back",
                id(),
                running());
        worker.runner().stopHandlers();
        handlersEnd(LAST_WORDS);
        worker.runner().abandonHandlers();
    }

    private boolean settleTheRest() {
        boolean settled = Deadline.in(LAST_WORDS).awaitQuietly(engine.settled(), () -> !threads.claiming());
        if (!settled) {
            log.warn(
                    "Worker {} stops although the end of {} tasks could not be stored; they run again when their lease is over",
                    id(),
                    worker.unsettled());
        }
        worker.giveUp();
        return settled;
    }

    private void release() {
        threads.close();
        handlerThreads.shutdownNow();
        engine.pools().remove(this);
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

    /**
     * How a pool is built. Unless told otherwise it works in the default workspace, runs as many handlers at once as the
     * machine has processors, claims most urgent tasks first under leases of 25 s, offers no capabilities, reads payloads
     * with {@link PayloadCodec#plain()}, gives handlers 10 s to finish at the end, and keeps the janitor running.
     */
    public static final class Builder {

        private static final int CONCURRENCY_MAX = 10_000;
        private static final int PREFETCH_DEFAULT = 1000;
        private static final Duration POLL = Duration.ofMillis(200);

        private final Engine engine;
        private final HandlerRegistry handlers = new HandlerRegistry();
        private @Nullable Janitor janitor;
        private String name = "worker";
        private Workspace workspace = Workspace.DEFAULT;
        private int concurrency = Runtime.getRuntime().availableProcessors();
        private int prefetch = PREFETCH_DEFAULT;
        private SchedulingStrategy strategy = SchedulingStrategy.PRIORITY;
        private Capabilities capabilities = Capabilities.NONE;
        private Duration lease = Lease.DEFAULT;
        private HandlerOptions options = HandlerOptions.DEFAULT;
        private PayloadCodec codec = PayloadCodec.plain();
        private Duration grace = Duration.ofSeconds(10);
        private boolean virtualThreads;

        Builder(Engine engine, Janitor janitor) {
            this.engine = engine;
            this.janitor = janitor;
        }

        /** How the worker's name begins; process and start are added. */
        public Builder name(String value) {
            name = value;
            return this;
        }

        public Builder workspace(Workspace value) {
            workspace = value;
            return this;
        }

        /** How many handlers run at once; 1 to 10,000. */
        public Builder concurrency(int value) {
            if (value < 1 || value > CONCURRENCY_MAX) {
                throw ErrorCode.INVALID_REQUEST.error("A concurrency of " + value + " is not between 1 and "
                        + CONCURRENCY_MAX + ". No worker was started. Choose a number in that range.");
            }
            concurrency = value;
            return this;
        }

        /**
         * The most tasks that wait here for a handler thread, so that fast handlers need not wait for the backend; never more
         * than the threads will begin within 20 ms, or while a slow backend is asked for more. 0 takes only what can run at
         * once. By default 1000.
         */
        public Builder prefetch(int value) {
            prefetch = Math.max(0, value);
            return this;
        }

        public Builder strategy(SchedulingStrategy value) {
            strategy = value;
            return this;
        }

        public Builder capabilities(Capabilities value) {
            capabilities = value;
            return this;
        }

        /** Adds one thing that this worker offers; see {@link Capabilities}. */
        public Builder offer(String key, String value) {
            capabilities = capabilities.and(key, value);
            return this;
        }

        /** How long a task stays with this worker if the process dies; 5 s to 1 day. */
        public Builder lease(Duration value) {
            lease = Lease.requireDuration(value);
            return this;
        }

        /** For the handlers that are registered after this call without options of their own. */
        public Builder retry(RetryPolicy value) {
            options = options.retry(value);
            return this;
        }

        /** Reads the payloads of all handlers and writes their results. */
        public Builder codec(PayloadCodec value) {
            codec = value;
            return this;
        }

        /** Tells this listener of everything that happens on the store in this process. */
        public Builder listener(TaskListener value) {
            engine.listeners().add(value);
            return this;
        }

        /** How long {@link WorkerPool#close()} lets running handlers finish. */
        public Builder shutdownGrace(Duration value) {
            grace = value;
            return this;
        }

        /** Runs each task on a virtual thread of its own; needs Java 21. */
        public Builder virtualThreads() {
            virtualThreads = true;
            return this;
        }

        /** Starts no janitor: somebody else reclaims the tasks of dead workers. */
        public Builder withoutJanitor() {
            janitor = null;
            return this;
        }

        /** Registers a handler that gets the payload as the document it is. */
        public Builder handle(String type, TaskHandler<JsonText> handler) {
            return handle(type, options, JsonText.class, handler);
        }

        /** Registers a handler whose payloads the codec reads as {@code payload}. */
        public <P> Builder handle(String type, Class<P> payload, TaskHandler<P> handler) {
            return handle(type, options, payload, handler);
        }

        public Builder handle(String type, HandlerOptions how, TaskHandler<JsonText> handler) {
            return handle(type, how, JsonText.class, handler);
        }

        public <P> Builder handle(String type, HandlerOptions how, Class<P> payload, TaskHandler<P> handler) {
            TaskType named = new TaskType(type);
            if (named.reserved()) {
                throw ErrorCode.INVALID_REQUEST.error(
                        "Type " + type + " belongs to Taskport itself (all that begin with " + TaskType.RESERVED_PREFIX
                                + "). No handler was registered. Choose another name.");
            }
            return handleReserved(named, how, payload, handler);
        }

        <P> Builder handleReserved(TaskType type, HandlerOptions how, Class<P> payload, TaskHandler<P> handler) {
            handlers.add(type, new HandlerRegistry.Entry<>(payload, handler, how));
            return this;
        }

        /** A worker without threads, which runs tasks on the thread that tells it to. */
        public InlineWorker onCallingThread() {
            concurrency = 1;
            prefetch = 0;
            return new InlineWorker(worker(settings(), Runnable::run, () -> true));
        }

        /** Starts a pool as described so far; call it once. */
        public WorkerPool start() {
            WorkerSettings settings = settings();
            ExecutorService handlerThreads = virtualThreads
                    ? HandlerThreads.virtual("taskport-" + settings.id())
                    : HandlerThreads.platform("taskport-" + settings.id(), concurrency);
            return new WorkerPool(this, settings, handlerThreads).started();
        }

        private WorkerSettings settings() {
            return new WorkerSettings(
                    new WorkerId(Processes.unique(name)),
                    workspace,
                    concurrency,
                    virtualThreads ? 0 : prefetch,
                    capabilities,
                    lease,
                    POLL);
        }

        private Worker worker(WorkerSettings settings, Executor handlerThreads, BooleanSupplier mayClaim) {
            HandlerCall call = new HandlerCall(handlers, codec, engine.random());
            return new Worker(engine, settings, strategy, handlers, call, handlerThreads, mayClaim);
        }
    }
}
