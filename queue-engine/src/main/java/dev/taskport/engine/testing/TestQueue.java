package dev.taskport.engine.testing;

import dev.taskport.domain.JsonText;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskId;
import dev.taskport.engine.Backends;
import dev.taskport.engine.HandlerOptions;
import dev.taskport.engine.InlineWorker;
import dev.taskport.engine.PayloadCodec;
import dev.taskport.engine.TaskHandler;
import dev.taskport.engine.TaskQueue;
import dev.taskport.engine.Taskport;
import dev.taskport.engine.WorkerPoolBuilder;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.BackendProvider;
import java.time.Duration;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A queue for tests, whose tasks run on the calling thread, when it says so, at a time that it sets:
 *
 * <pre>{@code
 * try (TestQueue tests = TestQueue.inMemory()) {
 *     tests.handle("mail", mailer);
 *     TaskId id = tests.enqueue(TaskDraft.of("mail").delay(Duration.ofHours(1)));
 *     tests.advance(Duration.ofHours(1)).runUntilIdle();
 *     tests.assertTask(id).is(TaskStatus.COMPLETED);
 * }
 * }</pre>
 *
 * <p>Register every handler before the first run. Chance is the same in every run. Not safe for use by several threads.
 */
public final class TestQueue implements AutoCloseable {

    private static final long SEED = 42;

    private final SettableClock clock;
    private final Taskport taskport;
    private final WorkerPoolBuilder workers;
    private @Nullable InlineWorker worker;

    private TestQueue(SettableClock clock, Taskport taskport) {
        this.clock = clock;
        this.taskport = taskport;
        this.workers = taskport.workers().name("test");
    }

    /** Keeps tasks in memory; needs adapter-inmemory on the class path. */
    public static TestQueue inMemory() {
        return open("memory:");
    }

    /** On any backend, by an address such as {@code sqlite:./test.db}. */
    public static TestQueue open(String address) {
        SettableClock clock = new SettableClock();
        BackendOptions options = BackendOptions.defaults().clock(clock).random(new Random(SEED));
        return new TestQueue(
                clock,
                Taskport.over(
                        Backends.open(BackendAddress.parse(address), options, BackendProvider.OpenMode.CREATE), clock));
    }

    public Taskport taskport() {
        return taskport;
    }

    public TaskQueue queue() {
        return taskport.queue();
    }

    public SettableClock clock() {
        return clock;
    }

    /** Lets time pass; nothing runs by that. */
    public TestQueue advance(Duration duration) {
        clock.advance(duration);
        return this;
    }

    public TestQueue handle(String type, TaskHandler<JsonText> handler) {
        return with(workers -> workers.handle(type, handler));
    }

    public <P> TestQueue handle(String type, Class<P> payload, TaskHandler<P> handler) {
        return with(workers -> workers.handle(type, payload, handler));
    }

    public TestQueue handle(String type, HandlerOptions options, TaskHandler<JsonText> handler) {
        return with(workers -> workers.handle(type, options, handler));
    }

    public TestQueue codec(PayloadCodec codec) {
        return with(workers -> workers.codec(codec));
    }

    /** Describes the worker further: its workspace, strategy, capabilities. */
    public TestQueue with(Consumer<WorkerPoolBuilder> more) {
        if (worker != null) {
            throw new IllegalStateException("The worker has run already; describe it before the first run");
        }
        more.accept(workers);
        return this;
    }

    /** Takes a task in; its id. */
    public TaskId enqueue(TaskDraft draft) {
        return queue().enqueue(draft).id();
    }

    /**
     * Runs what is due now, and what becomes due by that; time stands still.
     *
     * @return how many tasks were run; one that fails and is retried at once counts again
     */
    public long runUntilIdle() {
        return worker().runUntilIdle();
    }

    /** Runs the next task that is due; whether there was one. */
    public boolean runOne() {
        return worker().runOne();
    }

    private InlineWorker worker() {
        InlineWorker known = worker;
        if (known == null) {
            known = workers.onCallingThread();
            worker = known;
        }
        return known;
    }

    /** The task as it is now. */
    public Task task(TaskId id) {
        return queue().find(id).orElseThrow(() -> new AssertionError("There is no task " + id));
    }

    /** Begins to claim something of a task. */
    public TaskAssert assertTask(TaskId id) {
        return TaskAssert.assertTask(task(id));
    }

    @Override
    public void close() {
        taskport.close();
    }
}
