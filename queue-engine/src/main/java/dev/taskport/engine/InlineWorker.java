package dev.taskport.engine;

import dev.taskport.domain.WorkerId;

/**
 * A worker that runs tasks on the thread that tells it to, one after the other: for tests, and for programs that work off
 * what is due and end. It renews no leases, so a handler must end within its lease; what the backend refuses is thrown at
 * the caller. Not safe for use by several threads.
 */
public final class InlineWorker {

    private final Worker worker;

    InlineWorker(Worker worker) {
        this.worker = worker;
    }

    public WorkerId id() {
        return worker.id();
    }

    /**
     * Runs what is due, and what becomes due by that, until nothing is left; stores every end.
     *
     * @return how many tasks were run
     */
    public long runUntilIdle() {
        long before = worker.runner().taken();
        while (worker.round() || worker.unsettled() > 0) {
            // each round settles what the last one ran, and runs what it claimed
        }
        return worker.runner().taken() - before;
    }

    /** Runs the task that is next, if one is due, and stores its end; whether one was. */
    public boolean runOne() {
        boolean ran = worker.round();
        worker.settleOnly();
        return ran;
    }
}
