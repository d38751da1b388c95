package dev.taskport.engine;

import dev.taskport.domain.Capabilities;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.Lease;
import dev.taskport.domain.RetryPolicy;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.WorkerId;
import dev.taskport.domain.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How a pool is built. Unless told otherwise it works in the default workspace, runs {@value #CONCURRENCY_DEFAULT}
 * handlers at once, claims most urgent tasks first under leases of 25 s, offers no capabilities, reads payloads
 * with {@link PayloadCodec#plain()}, gives handlers 20 s to finish at the end, and keeps the janitor running.
 */
public final class WorkerPoolBuilder {

    /** Handlers mostly wait for others, so the number of processors says little about how many may run at once. */
    public static final int CONCURRENCY_DEFAULT = 4;

    public static final int CONCURRENCY_MAX = 10_000;

    /** Shorter than the 30 s that most supervisors wait between asking a process to end and killing it. */
    public static final Duration GRACE_DEFAULT = Duration.ofSeconds(20);

    private static final int PREFETCH_DEFAULT = 1000;
    private static final Duration POLL = Duration.ofMillis(200);

    final Engine engine;
    final HandlerRegistry handlers = new HandlerRegistry();
    final List<TaskListener> listeners = new ArrayList<>();

    @Nullable
    Janitor janitor;

    private String name = "worker";
    private Workspace workspace = Workspace.DEFAULT;
    private int concurrency = CONCURRENCY_DEFAULT;
    private int prefetch = PREFETCH_DEFAULT;
    private SchedulingStrategy strategy = SchedulingStrategy.PRIORITY;
    private Capabilities capabilities = Capabilities.NONE;
    private Duration lease = Lease.DEFAULT;
    private HandlerOptions options = HandlerOptions.DEFAULT;
    private PayloadCodec codec = PayloadCodec.plain();
    Duration grace = GRACE_DEFAULT;
    private boolean virtualThreads;

    WorkerPoolBuilder(Engine engine, Janitor janitor) {
        this.engine = engine;
        this.janitor = janitor;
    }

    /** How the worker's name begins; process and start are added. */
    public WorkerPoolBuilder name(String value) {
        name = value;
        return this;
    }

    public WorkerPoolBuilder workspace(Workspace value) {
        workspace = value;
        return this;
    }

    /** How many handlers run at once; 1 to 10,000. By default {@value #CONCURRENCY_DEFAULT}. */
    public WorkerPoolBuilder concurrency(int value) {
        if (value < 1 || value > CONCURRENCY_MAX) {
            throw ErrorCode.INVALID_REQUEST.error("A concurrency of " + value + " is not between 1 and "
                    + CONCURRENCY_MAX + ". No worker was started. Choose a number in that range.");
        }
        concurrency = value;
        return this;
    }

    /**
     * The most tasks that wait here for a handler thread, so that fast handlers need not wait for the backend; never more
     * than the threads will begin within 20 ms, or while a slow backend is asked for more, and never more than two batches
     * (of 100, larger where the backend is far away). What has waited for 2 s, because the handlers before it got stuck, is
     * given back. 0 takes only what can run at once. By default 1000.
     */
    public WorkerPoolBuilder prefetch(int value) {
        if (value < 0) {
            throw ErrorCode.INVALID_REQUEST.error(
                    "A prefetch of " + value + " is less than none. No worker was started. Choose 0 or more.");
        }
        prefetch = value;
        return this;
    }

    public WorkerPoolBuilder strategy(SchedulingStrategy value) {
        strategy = value;
        return this;
    }

    public WorkerPoolBuilder capabilities(Capabilities value) {
        capabilities = value;
        return this;
    }

    /** Adds one thing that this worker offers; see {@link Capabilities}. */
    public WorkerPoolBuilder offer(String key, String value) {
        capabilities = capabilities.and(key, value);
        return this;
    }

    /** How long a task stays with this worker if the process dies; 5 s to 1 day. */
    public WorkerPoolBuilder lease(Duration value) {
        lease = Lease.requireDuration(value);
        return this;
    }

    /** For the handlers that are registered after this call without options of their own. */
    public WorkerPoolBuilder retry(RetryPolicy value) {
        options = options.retry(value);
        return this;
    }

    /** Reads the payloads of all handlers and writes their results. */
    public WorkerPoolBuilder codec(PayloadCodec value) {
        codec = value;
        return this;
    }

    /**
     * Tells this listener of everything that happens on the store in this process, also by other pools, while the pool
     * runs. For one without threads that is as long as the store is open.
     */
    public WorkerPoolBuilder listener(TaskListener value) {
        listeners.add(value);
        return this;
    }

    /** How long {@link WorkerPool#close()} lets running handlers finish. By default {@link #GRACE_DEFAULT}. */
    public WorkerPoolBuilder shutdownGrace(Duration value) {
        grace = value;
        return this;
    }

    /** Runs each task on a virtual thread of its own; needs Java 21. */
    public WorkerPoolBuilder virtualThreads() {
        virtualThreads = true;
        return this;
    }

    /** Starts no janitor: somebody else reclaims the tasks of dead workers. */
    public WorkerPoolBuilder withoutJanitor() {
        janitor = null;
        return this;
    }

    /** Registers a handler that gets the payload as the document it is. */
    public WorkerPoolBuilder handle(String type, TaskHandler<JsonText> handler) {
        return handle(type, options, JsonText.class, handler);
    }

    /** Registers a handler whose payloads the codec reads as {@code payload}. */
    public <P> WorkerPoolBuilder handle(String type, Class<P> payload, TaskHandler<P> handler) {
        return handle(type, options, payload, handler);
    }

    public WorkerPoolBuilder handle(String type, HandlerOptions how, TaskHandler<JsonText> handler) {
        return handle(type, how, JsonText.class, handler);
    }

    public <P> WorkerPoolBuilder handle(String type, HandlerOptions how, Class<P> payload, TaskHandler<P> handler) {
        TaskType named = new TaskType(type);
        if (named.reserved()) {
            throw ErrorCode.INVALID_REQUEST.error("Type " + type + " belongs to Taskport itself (all that begin with "
                    + TaskType.RESERVED_PREFIX + "). No handler was registered. Choose another name.");
        }
        return handleReserved(named, how, payload, handler);
    }

    <P> WorkerPoolBuilder handleReserved(TaskType type, HandlerOptions how, Class<P> payload, TaskHandler<P> handler) {
        handlers.add(type, new HandlerRegistry.Entry<>(payload, handler, how));
        return this;
    }

    /** A worker without threads, which runs tasks on the thread that tells it to. */
    public InlineWorker onCallingThread() {
        concurrency = 1;
        prefetch = 0;
        listeners.forEach(engine.listeners()::add);
        return new InlineWorker(worker(settings(), Runnable::run, () -> true));
    }

    /** Starts a pool as described so far; call it once. */
    public WorkerPool start() {
        WorkerSettings settings = settings();
        String threadName = "taskport-" + settings.id();
        HandlerThreads handlerThreads = virtualThreads
                ? new VirtualThreads(threadName, concurrency)
                : new PlatformThreads(threadName, concurrency);
        return new WorkerPool(this, settings, handlerThreads).started();
    }

    private WorkerSettings settings() {
        return new WorkerSettings(
                new WorkerId(Processes.unique(name)), workspace, concurrency, prefetch, capabilities, lease, POLL);
    }

    Worker worker(WorkerSettings settings, Executor handlerThreads, BooleanSupplier mayClaim) {
        HandlerCall call = new HandlerCall(handlers, codec, engine.random());
        return new Worker(engine, settings, strategy, handlers, call, handlerThreads, mayClaim);
    }
}
