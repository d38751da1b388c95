package dev.taskport.engine;

import dev.taskport.domain.Workspace;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.BackendProvider;
import dev.taskport.port.PersistenceBackend;
import java.util.List;

/**
 * A store, opened, with everything that runs on it:
 *
 * <pre>{@code
 * try (Taskport taskport = Taskport.open("sqlite:./tasks.db")) {
 *     taskport.workers().handle("mail", (payload, context) -> send(payload)).start();
 *     taskport.queue().enqueue(TaskDraft.of("mail").payload("{\"to\":\"ada\"}"));
 *     taskport.queue().drain(Duration.ofMinutes(1));
 * }
 * }</pre>
 *
 * <p>Closing it stops its worker pools, gracefully, and then closes the store. Safe for use by several threads.
 */
public final class Taskport implements AutoCloseable {

    private final Engine engine;
    private final Janitor janitor;
    private final AsyncIntake async = new AsyncIntake();
    private final BackgroundTasks backgroundTasks;
    private boolean closed;

    private Taskport(PersistenceBackend backend, Ticker ticker) {
        this.engine = Engine.over(new BackendHandle(backend), ticker);
        this.janitor = new Janitor(engine);
        this.backgroundTasks = new BackgroundTasks(engine, queue(), () -> workers());
    }

    /**
     * Opens the store at an address such as {@code sqlite:./tasks.db} or {@code memory:}, and creates it if there is none.
     * Its adapter must be on the class path.
     *
     * @throws dev.taskport.domain.TaskportException INVALID_REQUEST for an address that makes no sense; otherwise as {@link
     *     BackendProvider#open}
     */
    public static Taskport open(String address) {
        return open(BackendAddress.parse(address), BackendOptions.defaults(), BackendProvider.OpenMode.CREATE);
    }

    public static Taskport open(BackendAddress address, BackendOptions options, BackendProvider.OpenMode mode) {
        return over(Backends.open(address, options, mode));
    }

    /** On a backend that is open, and is closed with it. */
    public static Taskport over(PersistenceBackend backend) {
        return over(backend, Ticker.system());
    }

    /** As {@link #over(PersistenceBackend)}, measuring leases by another clock. */
    public static Taskport over(PersistenceBackend backend, Ticker ticker) {
        return new Taskport(backend, ticker);
    }

    /** The backend, role by role, as it is at each call. */
    public BackendHandle backend() {
        return engine.backend();
    }

    /** The queue of the default workspace. */
    public TaskQueue queue() {
        return queue(Workspace.DEFAULT);
    }

    public TaskQueue queue(Workspace workspace) {
        return new TaskQueue(engine, workspace, async);
    }

    /** Begins to describe a worker pool. */
    public WorkerPoolBuilder workers() {
        return new WorkerPoolBuilder(engine, janitor);
    }

    /** The live workers of all processes on this store. */
    public WorkerRegistry workerRegistry() {
        return new WorkerRegistry(engine.backend());
    }

    /** Tasks started and watched from one place, for programs that had a task manager of their own. */
    public BackgroundTasks backgroundTasks() {
        return backgroundTasks;
    }

    /** Runs while there are worker pools; otherwise start it, or call {@link Janitor#runOnce()}. */
    public Janitor janitor() {
        return janitor;
    }

    /** Tells this listener of everything that happens to tasks in this process. */
    public Taskport listener(TaskListener listener) {
        engine.listeners().add(listener);
        return this;
    }

    /**
     * Stops what runs, gracefully, and closes the store, each whatever the others throw; closing again does nothing.
     *
     * @throws RuntimeException what was thrown first, when everything has been stopped; the rest is suppressed in it
     */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        Closing.inTurn(List.of(
                engine.pools()::close,
                async::close,
                janitor::close,
                () -> engine.backend().current().close()));
    }
}
