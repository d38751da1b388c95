package dev.taskport.engine;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskType;
import dev.taskport.port.ControlAnswer;
import dev.taskport.port.TaskQuery;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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

    /** So many are looked up one by one. */
    private static final int FEW = 10;

    /** How often the store is asked what has ended in other processes, while somebody waits for it. */
    private static final Duration ASK_EVERY = Duration.ofSeconds(1);

    private static final Set<TaskHappening.Kind> ENDS =
            EnumSet.of(TaskHappening.Kind.COMPLETED, TaskHappening.Kind.DEAD, TaskHappening.Kind.CANCELLED);

    private final Engine engine;
    private final TaskQueue queue;
    private final Supplier<WorkerPoolBuilder> workers;
    private final Set<TaskId> started = ConcurrentHashMap.newKeySet();
    private final Map<TaskId, Runnable> closures = new ConcurrentHashMap<>();
    private final AtomicInteger roomy = new AtomicInteger(ROOMY_MIN);
    private @Nullable WorkerPool pool;
    private boolean watching;

    BackgroundTasks(Engine engine, TaskQueue queue, Supplier<WorkerPoolBuilder> workers) {
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
        watch();
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
        watch();
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

    private synchronized void watch() {
        if (!watching) {
            watching = true;
            engine.listeners().add(this::ended);
        }
    }

    private synchronized void startPool() {
        if (pool == null) {
            pool = workers.get()
                    .name("background")
                    .handleReserved(CLOSURE, HandlerOptions.DEFAULT, JsonText.class, this::run)
                    .start();
        }
    }

    /** What ends in this process is forgotten at once; what ends in another one when somebody asks. */
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
     * Waits until every task started here has ended. That one ended in another process is seen within about a second.
     *
     * @return whether that came to be within the time
     */
    public boolean awaitAll(Duration atMost) throws InterruptedException {
        Rarely asking = new Rarely();
        return Deadline.in(atMost)
                        .await(
                                engine.settled(),
                                () -> started.isEmpty()
                                        || (asking.due() && activeIds().isEmpty()))
                || activeIds().isEmpty();
    }

    /** How many tasks started here have not ended. */
    public int activeCount() {
        return activeIds().size();
    }

    /** The tasks started here that have not ended, oldest first. */
    public List<TaskId> activeIds() {
        List<TaskId> known = started.stream().sorted().toList();
        if (!known.isEmpty()) {
            Set<TaskId> active = active(known);
            known.stream().filter(id -> !active.contains(id)).forEach(this::forget);
        }
        return started.stream().sorted().toList();
    }

    /** Few are looked up; many are looked for among all that have not ended, page by page. */
    private Set<TaskId> active(List<TaskId> known) {
        if (known.size() <= FEW) {
            return known.stream().filter(this::active).collect(Collectors.toSet());
        }
        TaskId last = known.get(known.size() - 1);
        TaskQuery unfinished = TaskQuery.all(queue.workspace())
                .statuses(TaskStatus.unfinished())
                .after(new TaskId(known.get(0).value() - 1));
        return queue.all(unfinished)
                .map(Task::id)
                .takeWhile(id -> id.compareTo(last) <= 0)
                .collect(Collectors.toSet());
    }

    /** Says yes at once, and then every now and then; measured by the machine's clock, as every real wait is. */
    private static final class Rarely {
        private long next = System.nanoTime();

        boolean due() {
            long now = System.nanoTime();
            if (now - next < 0) {
                return false;
            }
            next = now + ASK_EVERY.toNanos();
            return true;
        }
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
