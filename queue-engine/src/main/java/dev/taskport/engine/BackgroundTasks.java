package dev.taskport.engine;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskType;
import dev.taskport.port.ControlAnswer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
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

    /** So many tasks are remembered before anybody asks which of them have ended. */
    private static final int ROOMY_MIN = 1000;

    private static final Set<TaskHappening.Kind> ENDS =
            EnumSet.of(TaskHappening.Kind.COMPLETED, TaskHappening.Kind.DEAD, TaskHappening.Kind.CANCELLED);

    private final Engine engine;
    private final TaskQueue queue;
    private final Supplier<WorkerPool.Builder> workers;
    private final Set<TaskId> started = ConcurrentHashMap.newKeySet();
    private final Map<TaskId, Runnable> closures = new ConcurrentHashMap<>();
    private final AtomicInteger roomy = new AtomicInteger(ROOMY_MIN);
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
        remember(id);
        return id;
    }

    private TaskId enqueued(TaskDraft draft) {
        TaskId id = queue.enqueue(draft).id();
        remember(id);
        return id;
    }

    /** What has ended is forgotten whenever twice as much is remembered as was under way the last time. */
    private void remember(TaskId id) {
        started.add(id);
        if (started.size() > roomy.get()) {
            roomy.set(Math.max(ROOMY_MIN, 2 * activeCount()));
        }
    }

    private synchronized void startPool() {
        if (pool == null) {
            pool = workers.get()
                    .name("background")
                    .listener(this::ended)
                    .handleReserved(CLOSURE, HandlerOptions.DEFAULT, JsonText.class, this::run)
                    .start();
        }
    }

    /** Whoever ends the task of a closure does so in this process, for only memory takes closures. */
    private void ended(TaskHappening event) {
        if (ENDS.contains(event.kind())) {
            forget(event.task());
        }
    }

    private void forget(TaskId task) {
        closures.remove(task);
        started.remove(task);
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
        started.stream().filter(id -> !active(id)).forEach(this::forget);
        return started.stream().sorted().toList();
    }

    /** How many tasks are remembered, some of which may have ended. */
    int remembered() {
        return started.size();
    }

    /** How many pieces of code wait to be run. */
    int closures() {
        return closures.size();
    }

    /** Whether the task waits or runs, wherever it was started. */
    public boolean active(TaskId task) {
        return queue.find(task)
                .map(Task::status)
                .filter(status -> !status.finished())
                .isPresent();
    }
}
