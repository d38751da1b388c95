package dev.taskport.app.cli;

import dev.taskport.domain.Task;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskType;
import dev.taskport.engine.TaskQueue;
import dev.taskport.engine.Taskport;
import dev.taskport.engine.WorkerPool;
import dev.taskport.port.TaskQuery;
import dev.taskport.port.TaskStats;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Keeps a worker at work until the process is asked to end or nothing is left, and then stops it gracefully. */
final class WorkUntil {

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final Taskport taskport;
    private final WorkerPool pool;
    private final Invocation run;
    private final Set<TaskType> types;

    WorkUntil(Taskport taskport, WorkerPool pool, Invocation run, Set<TaskType> types) {
        this.taskport = taskport;
        this.pool = pool;
        this.run = run;
        this.types = types;
    }

    /**
     * Waits.
     *
     * @return whether everything that ran had ended in time
     */
    boolean await(StopSignal signal, boolean untilEmpty) throws InterruptedException {
        while (!signal.within(LOOK_EVERY)) {
            if (untilEmpty && pool.awaitIdle(Duration.ZERO) && nothingLeft()) {
                break;
            }
        }
        return pool.stop(run.configuration().worker().shutdownGrace());
    }

    /** No task of these types runs in another process, and none waits for its next attempt. */
    private boolean nothingLeft() {
        TaskQueue queue = taskport.queue(run.workspace());
        // Looked at from both sides, because meanwhile another worker may take a task or give it back.
        return nothingRuns(queue) && !anyBeforeItsNextAttempt(queue) && nothingRuns(queue);
    }

    private boolean nothingRuns(TaskQueue queue) {
        return count(queue.stats(), TaskStatus.LEASED) == 0;
    }

    private long count(TaskStats stats, TaskStatus status) {
        return types.stream()
                .mapToLong(type ->
                        stats.byTypeAndStatus().getOrDefault(type, Map.of()).getOrDefault(status, 0L))
                .sum();
    }

    private boolean anyBeforeItsNextAttempt(TaskQueue queue) {
        return queue.all(TaskQuery.all(run.workspace()).types(types).statuses(Set.of(TaskStatus.QUEUED)))
                .anyMatch(WorkUntil::triedBefore);
    }

    private static boolean triedBefore(Task task) {
        return task.state().startedAt() != null;
    }
}
