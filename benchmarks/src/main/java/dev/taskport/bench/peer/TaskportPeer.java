package dev.taskport.bench.peer;

import dev.taskport.bench.Phase;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskStatus;
import dev.taskport.engine.TaskQueue;
import dev.taskport.engine.Taskport;
import dev.taskport.engine.WorkerPool;
import dev.taskport.port.EnqueueAnswer;
import dev.taskport.port.TaskStats;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Taskport as its users see it: the public interface, workers with threads, everything as it is set by default. */
public final class TaskportPeer implements Peer {

    private static final String TYPE = "mail";
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final String name;
    private final String settings;
    private final Function<Path, String> address;

    /** @param address where in a folder the store is */
    public TaskportPeer(String name, String settings, Function<Path, String> address) {
        this.name = name;
        this.settings = settings;
        this.address = address;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String settings() {
        return settings;
    }

    @Override
    public Set<Phase> phases() {
        return EnumSet.allOf(Phase.class);
    }

    @Override
    public Session open(Path folder) {
        return new Opened(Taskport.open(address.apply(folder)));
    }

    /** A draft of the job. */
    public static TaskDraft draft(Job job) {
        return TaskDraft.of(TYPE).payload(job.payload()).priority(job.priority());
    }

    /** Insists that the task is a new one. */
    public static void requireCreated(EnqueueAnswer answer) {
        if (answer.kind() != EnqueueAnswer.Kind.CREATED) {
            throw new IllegalStateException("A task was answered " + answer.kind());
        }
    }

    private static final class Opened implements Session {

        private final Taskport taskport;
        private @Nullable WorkerPool pool;

        Opened(Taskport taskport) {
            this.taskport = taskport;
        }

        private TaskQueue queue() {
            return taskport.queue();
        }

        @Override
        public void enqueue(Job job) {
            requireCreated(queue().enqueue(draft(job)));
        }

        @Override
        public void enqueue(List<Job> jobs) {
            queue().enqueue(jobs.stream().map(TaskportPeer::draft).toList()).forEach(TaskportPeer::requireCreated);
        }

        @Override
        public CompletableFuture<?> enqueueAsync(Job job) {
            return queue().enqueueAsync(draft(job)).thenAccept(TaskportPeer::requireCreated);
        }

        @Override
        public void work(Consumer<String> handler) {
            pool = taskport.workers()
                    .handle(TYPE, (payload, context) -> {
                        handler.accept(payload.text());
                        return null;
                    })
                    .start();
        }

        /** Until the store says that the last task is done, not only the handlers. */
        @Override
        public void awaitSettled() throws InterruptedException {
            if (!working().awaitIdle(PATIENCE)) {
                throw new IllegalStateException("Tasks are not settled within " + PATIENCE + ".");
            }
        }

        @Override
        public void rest() {
            working().close();
        }

        private WorkerPool working() {
            return Objects.requireNonNull(pool, "a pool that works");
        }

        @Override
        public long left() {
            TaskStats stats = queue().stats();
            return stats.count(TaskStatus.QUEUED) + stats.count(TaskStatus.LEASED);
        }

        @Override
        public void close() {
            taskport.close();
        }
    }
}
