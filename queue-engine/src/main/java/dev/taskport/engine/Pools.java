package dev.taskport.engine;

import dev.taskport.domain.TaskId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The worker pools of this process that run on one store. */
final class Pools {

    private final List<WorkerPool> all = new CopyOnWriteArrayList<>();

    void add(WorkerPool pool) {
        all.add(pool);
    }

    void remove(WorkerPool pool) {
        all.remove(pool);
    }

    /** Tells handlers of this process at once; those of others learn it when they renew. */
    void cancelled(TaskId task) {
        all.forEach(pool -> pool.cancelled(task));
    }

    /** How each describes itself. */
    List<WorkerEntry> entries() {
        return all.stream().map(WorkerPool::entry).toList();
    }

    void close() {
        Closing.inTurn(all.stream().<Runnable>map(pool -> pool::close).toList());
    }
}
