package dev.taskport.engine;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.NewTask;
import dev.taskport.domain.TaskportException;
import dev.taskport.port.EnqueueAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Takes tasks in behind the caller's back: what arrives while one batch is being stored makes up the next. A batch that is
 * refused is stored task by task, so that nobody pays for another's mistake. At most {@link #WAITING_MAX} tasks wait; then
 * callers store their own, and so do they while there is no thread, because it is being closed or none can be had.
 */
final class AsyncIntake implements AutoCloseable {

    static final int WAITING_MAX = 10_000;
    private static final int BATCH = 1000;

    private record Waiting(Intake intake, NewTask task, CompletableFuture<EnqueueAnswer> answer) {}

    private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final AtomicBoolean storing = new AtomicBoolean();
    private final ExecutorService thread;
    private volatile boolean closed;

    AsyncIntake() {
        this(thread());
    }

    AsyncIntake(ExecutorService thread) {
        this.thread = thread;
    }

    private static ExecutorService thread() {
        ThreadPoolExecutor single =
                new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread made = new Thread(work, "taskport-enqueue");
                    made.setDaemon(true);
                    return made;
                });
        single.allowCoreThreadTimeOut(true);
        return single;
    }

    CompletableFuture<EnqueueAnswer> enqueue(Intake intake, NewTask task) {
        Waiting request = new Waiting(intake, task, new CompletableFuture<>());
        if (closed || !waiting.offer(request)) {
            store(List.of(request));
        } else if (storing.compareAndSet(false, true)) {
            drainBehind();
        }
        return request.answer();
    }

    private void drainBehind() {
        try {
            thread.execute(this::drain);
        } catch (RejectedExecutionException | OutOfMemoryError e) { // it was just closed, or no thread can be had
            drain();
        }
    }

    private void drain() {
        List<Waiting> batch = new ArrayList<>(BATCH);
        do {
            while (waiting.drainTo(batch, BATCH) > 0) {
                store(batch);
                batch.clear();
            }
            storing.set(false);
            // Somebody may have come between the last look and the line above, and have relied on this thread.
        } while (!waiting.isEmpty() && storing.compareAndSet(false, true));
    }

    private static void store(List<Waiting> batch) {
        try {
            List<EnqueueAnswer> answers = batch.get(0)
                    .intake()
                    .storeNew(batch.stream().map(Waiting::task).toList());
            for (int i = 0; i < answers.size(); i++) {
                batch.get(i).answer().complete(answers.get(i));
            }
        } catch (TaskportException e) {
            if (batch.size() > 1 && e.meaning() == ErrorCode.Meaning.NOT_DONE) {
                batch.forEach(one -> store(List.of(one)));
            } else {
                batch.forEach(one -> one.answer().completeExceptionally(e));
            }
        } catch (Throwable e) { // whatever it is, nobody may wait for ever
            batch.forEach(one -> one.answer().completeExceptionally(e));
        }
    }

    /** Stores what waits; what comes later is stored by its caller. */
    @Override
    public void close() {
        closed = true;
        thread.shutdown();
        Deadline.in(java.time.Duration.ofSeconds(10)).awaitQuietly(new Bell(), thread::isTerminated);
        List<Waiting> rest = new ArrayList<>();
        waiting.drainTo(rest);
        rest.forEach(one -> store(List.of(one)));
    }
}
