package dev.taskport.engine;

import dev.taskport.domain.Lease;
import dev.taskport.domain.TaskId;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a worker holds: every claimed task until its end is stored. The key is the fencing token, because a task may be
 * claimed again while a handler that lost it has not noticed yet.
 */
final class Attempts {

    /** A lease without its deadline, which moves. */
    record Token(TaskId task, long epoch, long generation) {
        static Token of(Lease lease) {
            return new Token(lease.task(), lease.epoch(), lease.generation());
        }
    }

    private final Map<Token, Attempt> all = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();

    /** Adds an attempt; false if its lease is known. */
    boolean add(Attempt attempt) {
        boolean added = all.putIfAbsent(attempt.token(), attempt) == null;
        if (added) {
            open.incrementAndGet();
        }
        return added;
    }

    /** Notes that a handler has ended; its end is not stored yet. How many are open now. */
    int ended() {
        return open.decrementAndGet();
    }

    void remove(Attempt attempt) {
        all.remove(attempt.token(), attempt);
    }

    /** Waiting for a thread or running. */
    int open() {
        return open.get();
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    Collection<Attempt> all() {
        return all.values();
    }
}
