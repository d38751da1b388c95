package dev.taskport.bench.peer;

import dev.taskport.bench.Load;
import java.util.ArrayList;
import java.util.List;

/** Jobs to enqueue, and for how long; the same for every contestant. For one thread. */
final class Supply {

    private final Load load;
    private final Load.Priorities priorities;
    private final String payload;
    private long end;

    Supply(Load load) {
        this.load = load;
        this.priorities = load.priorityOfEach();
        this.payload = load.payload();
        again();
    }

    /** The time that is left begins anew. */
    void again() {
        end = System.nanoTime() + load.limit().toNanos();
    }

    boolean inTime() {
        return System.nanoTime() - end < 0;
    }

    Job next() {
        return new Job(payload, priorities.next());
    }

    List<Job> next(int count) {
        List<Job> jobs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            jobs.add(next());
        }
        return jobs;
    }
}
