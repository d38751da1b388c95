package dev.taskport.app.demo;

import dev.taskport.app.output.ProgressBar;
import dev.taskport.app.output.Words;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.Workspace;
import dev.taskport.engine.TaskQueue;
import dev.taskport.engine.Taskport;
import dev.taskport.engine.WorkerPool;
import dev.taskport.engine.WorkerPoolBuilder;
import dev.taskport.engine.WorkerRegistry;
import dev.taskport.port.TaskQuery;
import dev.taskport.port.Wakeups;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The work of the demo: everything that is queued is done, whatever goes wrong on the way. */
final class Shift {

    /** The shortest there is, so that nobody waits long for the tasks of the dead worker. */
    static final Duration LEASE = Duration.ofSeconds(5);

    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final TaskQueue queue;
    private final Taskport taskport;
    private final DemoFolder folder;
    private final Narrator narrator;
    private final List<Task> toDo;
    private final long completedBefore;
    private final DemoHandler handler = new DemoHandler();
    private List<Task> orphans = List.of();

    Shift(Taskport taskport, DemoFolder folder, Narrator narrator) {
        this.taskport = taskport;
        this.queue = taskport.queue();
        this.folder = folder;
        this.narrator = narrator;
        this.toDo = withStatus(TaskStatus.QUEUED);
        this.completedBefore = queue.stats().count(TaskStatus.COMPLETED);
    }

    /** A worker process takes tasks and is killed in the middle of them. */
    void losesAWorker() throws IOException, InterruptedException {
        narrator.chapter("A worker process is killed with kill -9 in the middle of its work");
        try (DoomedWorker doomed = DoomedWorker.start(folder, types())) {
            orphans = doomed.awaitTasks(() -> withStatus(TaskStatus.LEASED));
            narrator.tell("Process " + doomed.pid() + " works on " + Words.tasks(orphans.size()) + "; killed.");
            doomed.kill();
        }
        narrator.proved(
                withStatus(TaskStatus.LEASED).size() == orphans.size(),
                "its " + Words.tasks(orphans.size()) + " are still under lease, which nobody renews any more");
    }

    /** Workers of this process do the rest, and take over what the dead one held. */
    void worksEverythingOff() throws InterruptedException {
        narrator.chapter("Other workers do the work, and take over what the dead one held");
        List<TaskId> unlucky = unlucky();
        handler.failOnce(unlucky.get(0));
        handler.poison(unlucky.get(1));
        Ledger ledger = new Ledger(narrator);
        try (ProgressBar bar = narrator.progress("working", toDo.size());
                WorkerPool pool = pool(ledger.onto(bar))) {
            awaitEmpty(pool);
        }
        provedTakenOver();
        provedRetried();
        long completed = queue.stats().count(TaskStatus.COMPLETED) - completedBefore;
        narrator.proved(
                completed >= toDo.size() - 1 && ledger.endedOnce() == completed,
                Words.tasks(completed) + " completed, and the end of each took effect once");
    }

    /** The dead letter is tried again by a person's decision. */
    void replaysTheDead() throws InterruptedException {
        narrator.chapter("One task is dead; a person mends the cause and replays it");
        Task dead = current(handler.poisoned());
        narrator.tell("taskport tasks show " + dead.id() + ": "
                + firstLine(dead.state().failures().get(0).error()));
        narrator.proved(
                dead.status() == TaskStatus.DEAD, "a task that is not worth retrying is kept, DEAD, with its error");
        handler.mend();
        queue.replay(dead.id());
        try (WorkerPool pool = pool(new Ledger(narrator))) {
            awaitEmpty(pool);
        }
        Task replayed = current(handler.poisoned());
        narrator.proved(
                replayed.status() == TaskStatus.COMPLETED
                        && !replayed.state().failures().isEmpty(),
                "after the replay it is COMPLETED, and its history is kept");
    }

    /** A store that somebody works on is not moved, and for a while the killed worker still looks alive. */
    void awaitThatTheKilledWorkerIsForgotten() throws InterruptedException {
        narrator.tell("The store forgets the killed worker " + WorkerRegistry.FORGOTTEN_AFTER.toSeconds()
                + " s after its last sign of life ...");
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!taskport.workerRegistry().workers().isEmpty()) {
            if (System.nanoTime() > end) {
                throw new DemoFailed("a worker without a sign of life is forgotten");
            }
            Wakeups wakeups = taskport.backend().wakeups();
            wakeups.await(wakeups.position(), LOOK_EVERY);
        }
    }

    private WorkerPool pool(Ledger ledger) {
        WorkerPoolBuilder builder =
                taskport.workers().name("demo").concurrency(4).lease(LEASE).listener(ledger);
        types().forEach(type -> builder.handle(type.value(), handler));
        return builder.start();
    }

    private void awaitEmpty(WorkerPool pool) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!(pool.awaitIdle(Duration.ofSeconds(1)) && nothingWaits())) {
            if (System.nanoTime() > end) {
                throw new DemoFailed("the work is done within " + PATIENCE.toSeconds() + " s");
            }
        }
    }

    /** One look: between two, a task may go from one status to the other. */
    private boolean nothingWaits() {
        return withStatus(TaskStatus.QUEUED, TaskStatus.LEASED).isEmpty();
    }

    private void provedTakenOver() {
        List<Task> now = orphans.stream().map(task -> current(task.id())).toList();
        narrator.proved(
                now.stream()
                        .allMatch(task -> task.status() == TaskStatus.COMPLETED
                                && task.state().leaseEpoch() >= 2),
                "the " + Words.tasks(orphans.size()) + " of the killed process were taken over and completed");
    }

    private void provedRetried() {
        Task flaky = current(handler.flaky());
        narrator.proved(
                flaky.status() == TaskStatus.COMPLETED
                        && flaky.state().attempt() == 2
                        && flaky.state().failures().size() == 1,
                "task " + flaky.id() + " failed once, was tried again after its delay, and succeeded");
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private Task current(TaskId id) {
        return queue.find(id).orElseThrow(() -> new DemoFailed("task " + id + " is still there"));
    }

    /** Tasks of living workers that no other task waits for. */
    private List<TaskId> unlucky() {
        Set<TaskId> taken = new HashSet<>();
        orphans.forEach(task -> taken.add(task.id()));
        return toDo.stream()
                .map(Task::id)
                .filter(id -> !taken.contains(id) && queue.dependants(id).isEmpty())
                .limit(2)
                .toList();
    }

    private List<TaskType> types() {
        Set<TaskType> types = new HashSet<>();
        toDo.forEach(task -> types.add(task.type()));
        return new ArrayList<>(types);
    }

    private List<Task> withStatus(TaskStatus... statuses) {
        return queue.list(
                TaskQuery.all(Workspace.DEFAULT).statuses(Set.of(statuses)).limit(TaskQuery.LIMIT_MAX));
    }
}
