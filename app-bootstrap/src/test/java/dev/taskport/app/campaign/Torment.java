package dev.taskport.app.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.taskport.domain.Capabilities;
import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.Outcome;
import dev.taskport.domain.RetryPolicy;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.Settlement;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.WorkerId;
import dev.taskport.domain.Workspace;
import dev.taskport.engine.TaskContext;
import dev.taskport.engine.TaskQueue;
import dev.taskport.engine.Taskport;
import dev.taskport.engine.WorkerPool;
import dev.taskport.port.ClaimRequest;
import dev.taskport.port.ControlAnswer;
import dev.taskport.port.EnqueueAnswer;
import dev.taskport.port.LogLevel;
import dev.taskport.port.TaskQuery;
import dev.taskport.port.TaskStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One run: producers enqueue batches, 64 handlers sleep, wait for locks, compute and use the store, a worker without a pool
 * claims and settles by hand, and two tormentors interrupt handler threads and cancel tasks. It remembers what was done to
 * which task, and so what must have become of it.
 */
final class Torment {

    private static final int HANDLERS = 64;
    private static final int BATCH = 10;
    private static final int BROOD = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LEASE = Duration.ofSeconds(5);
    private static final String WORK = "work";
    private static final String DOOMED = "doomed";
    private static final String AFTER = "after";
    private static final String BY_HAND = "by-hand";
    private static final String MEETING = "meeting";
    private static final String NAME = "tormented";

    private final Taskport taskport;
    private final TaskQueue queue;
    private final int tasks;
    private final long seed;
    private final List<TaskId> acknowledged = Collections.synchronizedList(new ArrayList<>());
    private final Set<TaskId> cancelled = ConcurrentHashMap.newKeySet();
    private final Set<Thread> handlers = ConcurrentHashMap.newKeySet();
    private final Set<TaskId> running = ConcurrentHashMap.newKeySet();
    private final Lock shared = new ReentrantLock();
    private final CyclicBarrier meeting = new CyclicBarrier(HANDLERS);
    private final AtomicInteger interrupts = new AtomicInteger();
    private final AtomicInteger interrupted = new AtomicInteger();
    private volatile boolean tormenting = true;
    private volatile boolean producing = true;

    Torment(Taskport taskport, int tasks, long seed) {
        this.taskport = taskport;
        this.queue = taskport.queue();
        this.tasks = tasks;
        this.seed = seed;
    }

    void run() throws Exception {
        ExecutorService others = Executors.newCachedThreadPool();
        try (WorkerPool pool = pool()) {
            List<Future<?>> producers = List.of(
                    others.submit(() -> produce(new Random(seed))), others.submit(() -> produce(new Random(seed + 1))));
            List<Future<?>> tormentors = List.of(
                    others.submit(() -> interrupt(new Random(seed + 2))),
                    others.submit(() -> cancel(new Random(seed + 3))));
            Future<?> byHand = others.submit(() -> workByHand());
            ended(producers);
            producing = false;
            ended(List.of(byHand));
            await().atMost(PATIENCE).until(() -> open() < tasks / 20);
            tormenting = false;
            ended(tormentors);
            awaitNothingOpen();
            meet();
            if (!pool.stop(Duration.ofSeconds(30))) {
                throw new AssertionError("The pool did not stop");
            }
        } finally {
            others.shutdownNow();
        }
    }

    private static void ended(List<Future<?>> all) throws Exception {
        for (Future<?> one : all) {
            one.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private WorkerPool pool() {
        return taskport.workers()
                .name(NAME)
                .concurrency(HANDLERS)
                .lease(LEASE)
                .retry(RetryPolicy.fixed(Duration.ofMillis(1)))
                .handle(WORK, (payload, context) -> worked(context))
                .handle(AFTER, (payload, context) -> worked(context))
                .handle(DOOMED, (payload, context) -> {
                    throw new IllegalStateException("always");
                })
                .handle(MEETING, (payload, context) -> {
                    meeting.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                    return result(context.task());
                })
                .start();
    }

    /** Some of everything that a handler may be at when it is interrupted. */
    private JsonText worked(TaskContext context) throws InterruptedException {
        handlers.add(Thread.currentThread());
        running.add(context.task().id());
        Random chance = new Random(context.task().id().value() + context.attempt());
        try {
            switch (chance.nextInt(7)) {
                case 0 -> TimeUnit.MICROSECONDS.sleep(chance.nextInt(100_000));
                case 1 -> lock(chance);
                case 2 -> compute();
                case 3 -> context.progress(chance.nextInt(101), "on the way");
                case 4 -> context.log(LogLevel.INFO, "still there");
                case 5 -> queue.find(context.task().id());
                default -> brood(chance);
            }
        } catch (InterruptedException e) {
            interrupted.incrementAndGet();
            throw e;
        } finally {
            running.remove(context.task().id());
        }
        return result(context.task());
    }

    private void lock(Random chance) throws InterruptedException {
        shared.lockInterruptibly();
        try {
            TimeUnit.MICROSECONDS.sleep(chance.nextInt(500));
        } finally {
            shared.unlock();
        }
    }

    private static void compute() throws InterruptedException {
        long sum = 0;
        for (int i = 0; i < 100_000; i++) {
            sum = sum * 31 + i;
        }
        if (Thread.interrupted() || sum == 1) {
            throw new InterruptedException();
        }
    }

    /** Handlers enqueue too; whether they learn of it or not, the tasks are there all together or not at all. */
    private void brood(Random chance) {
        if (chance.nextInt(8) == 0) {
            enqueue(Collections.nCopies(BROOD, draft(DOOMED).title(BROOD + "-" + queue.newId())));
        }
    }

    private void produce(Random chance) {
        for (int done = 0; done < tasks / 2; done += BATCH) {
            String batch = BATCH + "-" + queue.newId();
            List<TaskDraft> drafts = new ArrayList<>();
            for (int i = 0; i < BATCH; i++) {
                drafts.add(draft(type(chance), chance).title(batch));
            }
            enqueue(drafts);
        }
    }

    private static String type(Random chance) {
        int drawn = chance.nextInt(20);
        return drawn == 0 ? DOOMED : drawn < 4 ? BY_HAND : drawn < 7 ? AFTER : WORK;
    }

    private TaskDraft draft(String type, Random chance) {
        TaskDraft draft = draft(type);
        return type.equals(AFTER)
                ? any(acknowledged, chance).map(draft::dependsOn).orElse(draft)
                : draft;
    }

    private static TaskDraft draft(String type) {
        return TaskDraft.of(type).payload("{\"n\":1}").maxAttempts(type.equals(DOOMED) ? 2 : 1_000);
    }

    /** A task that nobody waits for. */
    static TaskDraft harmless() {
        return TaskDraft.of("harmless");
    }

    private void enqueue(List<TaskDraft> drafts) {
        queue.enqueue(drafts).stream().map(EnqueueAnswer::id).forEach(acknowledged::add);
    }

    private void interrupt(Random chance) {
        while (tormenting) {
            any(List.copyOf(handlers), chance).ifPresent(thread -> {
                thread.interrupt();
                interrupts.incrementAndGet();
            });
            breathe(chance);
        }
    }

    private void cancel(Random chance) {
        while (tormenting) {
            any(chance.nextInt(4) == 0 ? acknowledged : List.copyOf(running), chance)
                    .filter(id -> queue.cancel(id).kind() == ControlAnswer.Kind.APPLIED)
                    .ifPresent(cancelled::add);
            breathe(chance);
        }
    }

    private static <T> Optional<T> any(List<T> all, Random chance) {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(chance.nextInt(all.size())));
    }

    /** Torment that never pauses would let nothing else happen. */
    private static void breathe(Random chance) {
        LockSupport.parkNanos(chance.nextInt(2_000_000));
    }

    /** A worker that uses the port itself, on a thread of its own. */
    private void workByHand() {
        ClaimRequest request = new ClaimRequest(
                new WorkerId("by-hand-" + seed),
                Workspace.DEFAULT,
                Set.of(new TaskType(BY_HAND)),
                Capabilities.NONE,
                SchedulingStrategy.FIFO,
                20,
                LEASE);
        boolean last = false;
        boolean more = true;
        while (more || !last) {
            last = !producing;
            more = claimAndSettle(request);
        }
    }

    private boolean claimAndSettle(ClaimRequest request) {
        List<ClaimedTask> claimed = taskport.backend().leasing().claim(request);
        taskport.backend()
                .leasing()
                .settle(claimed.stream()
                        .map(task -> new Settlement(task.lease(), new Outcome.Complete(result(task.task()))))
                        .toList());
        return !claimed.isEmpty();
    }

    private long open() {
        TaskStats stats = queue.stats();
        return stats.count(TaskStatus.QUEUED) + stats.count(TaskStatus.LEASED);
    }

    private void awaitNothingOpen() {
        TaskQuery open = TaskQuery.all(Workspace.DEFAULT).statuses(Set.of(TaskStatus.QUEUED, TaskStatus.LEASED));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(queue.list(open.limit(3))).isEmpty());
    }

    /** As many tasks as there were handlers, each of which waits for all the others: every thread must still be there. */
    private void meet() {
        enqueue(Collections.nCopies(HANDLERS, draft(MEETING).title(HANDLERS + "-" + queue.newId())));
        awaitNothingOpen();
    }

    Collection<TaskId> acknowledged() {
        return acknowledged;
    }

    /** What must have become of the task, by what was done to it. */
    TaskStatus due(Task task) {
        if (cancelled.contains(task.id())) {
            return TaskStatus.CANCELLED;
        }
        if (task.type().value().equals(DOOMED)) {
            return TaskStatus.DEAD;
        }
        return task.state().dependencies().stream()
                        .allMatch(edge -> queue.find(edge.on()).orElseThrow().status() == TaskStatus.COMPLETED)
                ? TaskStatus.COMPLETED
                : TaskStatus.BLOCKED;
    }

    /** What every task of that id must have come to. */
    static JsonText result(Task task) {
        return JsonText.of("\"done " + task.id() + "\"");
    }

    static String batchOf(Task task) {
        return Objects.requireNonNull(task.spec().title());
    }

    /** How many tasks came together under that name. */
    static int sizeOf(String batch) {
        return Integer.parseInt(batch.substring(0, batch.indexOf('-')));
    }

    /** Threads of the pool that are still there. */
    static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("taskport-" + NAME))
                .toList();
    }

    @Override
    public String toString() {
        return acknowledged.size() + " tasks, " + cancelled.size() + " cancelled, " + interrupts + " interrupts of "
                + handlers.size() + " threads, " + interrupted + " noticed by the handler";
    }
}
