package dev.taskport.bench;

import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskStatus;
import dev.taskport.engine.TaskQueue;
import dev.taskport.engine.Taskport;
import dev.taskport.engine.WorkerPool;
import dev.taskport.port.EnqueueAnswer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Taskport as its users see it: the public interface, workers with threads, retention as it is set by default. */
final class TaskportStore implements Contestant {

    private static final String TYPE = "mail";
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final String name;
    private final Function<Path, String> address;

    /** @param address where in an empty folder the store is */
    TaskportStore(String name, Function<Path, String> address) {
        this.name = name;
        this.address = address;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean takesPart(Phase phase) {
        return phase != Phase.LIFE;
    }

    @Override
    public Measured run(Phase phase, Load load, Path folder) throws Exception {
        try (Taskport taskport = Taskport.open(address.apply(folder))) {
            TaskQueue queue = taskport.queue();
            int tasks = load.tasks(phase);
            Measured measured = switch (phase) {
                case ENQUEUE_SINGLE -> Measured.of(tasks, () -> singly(queue, tasks, load));
                case ENQUEUE_BULK -> Measured.of(tasks, () -> inBulk(queue, tasks, load));
                case ENQUEUE_CALLERS -> Measured.of(tasks, () -> callers(queue, tasks, load));
                case ENQUEUE_ASYNC -> Measured.of(tasks, () -> withoutWaiting(queue, tasks, load));
                case DRAIN -> {
                    inBulk(queue, tasks, load);
                    yield Measured.of(tasks, () -> drain(taskport, tasks));
                }
                case LIFE -> throw new IllegalArgumentException("It takes no part in " + phase);
            };
            requireInStore(queue, phase == Phase.DRAIN ? TaskStatus.COMPLETED : TaskStatus.QUEUED, tasks);
            return measured;
        }
    }

    private static TaskDraft draft(String payload, Load.Priorities priorities) {
        return TaskDraft.of(TYPE).payload(payload).priority(priorities.next());
    }

    private static int singly(TaskQueue queue, int tasks, Load load) {
        Load.Priorities priorities = load.priorityOfEach();
        String payload = load.payload();
        for (int i = 0; i < tasks; i++) {
            requireCreated(queue.enqueue(draft(payload, priorities)));
        }
        return tasks;
    }

    private static int inBulk(TaskQueue queue, int tasks, Load load) {
        Load.Priorities priorities = load.priorityOfEach();
        String payload = load.payload();
        for (int done = 0; done < tasks; done += Phase.BULK) {
            List<TaskDraft> drafts = new ArrayList<>(Phase.BULK);
            for (int i = 0; i < Phase.BULK; i++) {
                drafts.add(draft(payload, priorities));
            }
            queue.enqueue(drafts).forEach(TaskportStore::requireCreated);
        }
        return tasks;
    }

    private static int callers(TaskQueue queue, int tasks, Load load) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(load.callers());
        try {
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < load.callers(); i++) {
                int share = tasks / load.callers() + (i < tasks % load.callers() ? 1 : 0);
                all.add(threads.submit(() -> singly(queue, share, load)));
            }
            int sum = 0;
            for (Future<Integer> each : all) {
                sum += each.get();
            }
            return sum;
        } finally {
            threads.shutdownNow();
        }
    }

    private static int withoutWaiting(TaskQueue queue, int tasks, Load load) {
        Load.Priorities priorities = load.priorityOfEach();
        String payload = load.payload();
        List<CompletableFuture<EnqueueAnswer>> answers = new ArrayList<>(tasks);
        for (int i = 0; i < tasks; i++) {
            answers.add(queue.enqueueAsync(draft(payload, priorities)));
        }
        answers.forEach(answer -> requireCreated(answer.join()));
        return tasks;
    }

    /** Until the store says that the last task is done, not only the handlers. */
    private static int drain(Taskport taskport, int tasks) throws InterruptedException {
        AtomicInteger handled = new AtomicInteger();
        try (WorkerPool workers = taskport.workers()
                .handle(TYPE, (payload, context) -> {
                    if (payload.text().isEmpty()) {
                        throw new IllegalStateException("A task came without its payload");
                    }
                    handled.incrementAndGet();
                    return null;
                })
                .start()) {
            if (!workers.awaitIdle(PATIENCE)) {
                throw new IllegalStateException(handled + " of " + tasks + " tasks were handled in " + PATIENCE);
            }
        }
        return handled.get();
    }

    private static void requireCreated(EnqueueAnswer answer) {
        if (answer.kind() != EnqueueAnswer.Kind.CREATED) {
            throw new IllegalStateException("A task was answered " + answer.kind());
        }
    }

    private static void requireInStore(TaskQueue queue, TaskStatus status, int tasks) {
        long found = queue.stats().count(status);
        if (found != tasks) {
            throw new IllegalStateException("Of " + tasks + " tasks " + found + " are " + status + " in the store.");
        }
    }
}
