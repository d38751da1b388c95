package dev.taskport.engine;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskType;
import dev.taskport.port.ControlAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Starts tasks and watches over them from one place: the facade for programs written against a task manager inside their
 * process. It knows the tasks that were started here since the program began; a task of a registered type outlives the
 * program if the backend does. Safe for use by several threads.
 */
public final class BackgroundTasks {

    /** Closures cannot be stored, so tasks of this type run only where they were started. */
    private static final TaskType CLOSURE = new TaskType(TaskType.RESERVED_PREFIX + "closure");

    private final Engine engine;
    private final TaskQueue queue;
    private final Supplier<WorkerPool.Builder> workers;
    private final Set<TaskId> started = new ConcurrentSkipListSet<>();
    private final Map<TaskId, Runnable> closures = new ConcurrentHashMap<>();
    private @Nullable WorkerPool pool;

    BackgroundTasks(Engine engine, TaskQueue queue, Supplier<WorkerPool.Builder> workers) {
        this.engine = engine;
        this.queue = queue;
        this.workers = workers;
    }

    /** Starts a task of a type that some worker pool has a handler for. */
    public TaskId start(String type, JsonText payload) {
        return enqueued(TaskDraft.of(type).payload(payload));
    }

    /**
     * Starts a piece of code as a task, once: it is not retried.
     *
     * @throws dev.taskport.domain.TaskportException UNSUPPORTED on a backend that keeps tasks beyond the process, because
     *     code cannot be kept; register a handler and start its type instead
     */
    public TaskId start(Runnable closure) {
        if (engine.backend().profile().durable()) {
            throw ErrorCode.UNSUPPORTED.error("A closure cannot be stored, and backend "
                    + engine.backend().profile().name()
                    + " keeps tasks beyond this process. Nothing was started. Register a handler for a type of your own,"
                    + " and start that type with a payload.");
        }
        startPool();
        TaskId id = queue.newId();
        closures.put(id, closure);
        try {
            queue.enqueueAll(List.of(TaskDraft.of(CLOSURE).maxAttempts(1).as(id)));
        } catch (RuntimeException e) {
            closures.remove(id);
            throw e;
        }
        started.add(id);
        return id;
    }

    private TaskId enqueued(TaskDraft draft) {
        TaskId id = queue.enqueue(draft).id();
        started.add(id);
        return id;
    }

    private synchronized void startPool() {
        if (pool == null) {
            pool = workers.get()
                    .name("background")
                    .handleReserved(CLOSURE, HandlerOptions.DEFAULT, JsonText.class, this::run)
                    .start();
        }
    }

    private @Nullable Object run(JsonText payload, TaskContext context) {
        Runnable closure = closures.remove(context.task().id());
        if (closure == null) {
            throw new PermanentFailure("The code of this task was lost with the process that started it.");
        }
        closure.run();
        return null;
    }

    /** Calls a task off; false if it has ended already or is not known. */
    public boolean cancel(TaskId task) {
        closures.remove(task);
        return queue.cancel(task).kind() == ControlAnswer.Kind.APPLIED;
    }

    /**
     * Waits until every task started here has ended.
     *
     * @return whether that came to be within the time
     */
    public boolean awaitAll(Duration atMost) throws InterruptedException {
        return Deadline.in(atMost).await(engine.settled(), () -> activeIds().isEmpty());
    }

    /** How many tasks started here have not ended. */
    public int activeCount() {
        return activeIds().size();
    }

    /** The tasks started here that have not ended, oldest first. */
    public List<TaskId> activeIds() {
        // What has ended once is of no interest any more, so the set stays as small as the work under way.
        started.removeIf(id -> !active(id));
        return List.copyOf(started);
    }

    /** Whether the task waits or runs, wherever it was started. */
    public boolean active(TaskId task) {
        return queue.find(task)
                .map(Task::status)
                .filter(status -> !status.finished())
                .isPresent();
    }
}
