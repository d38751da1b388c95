package dev.taskport.engine;

import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.Lease;
import dev.taskport.domain.Task;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One claimed task on its way through a worker: it waits for a thread, runs, and ends once. It knows its deadline by the
 * monotonic clock, counted from before the call that set it, so it is never later than the backend's.
 */
final class Attempt {

    /** Why a handler should stop. */
    enum Stop {
        /** The backend says that the task is not ours any more: nothing is settled. */
        LEASE_LOST(false),
        /** The lease was not renewed in time; it may still be ours, which the backend decides when it is settled. */
        LEASE_AT_RISK(true),
        /** The pool stops and its grace is over. */
        POOL_STOPPED(true);

        private final boolean settles;

        Stop(boolean settles) {
            this.settles = settles;
        }
    }

    private final ClaimedTask claimed;
    private final ClaimedTogether together;
    private final Attempts.Token token;
    private final Duration duration;
    private final long asked;
    private final LatestProgress progress = new LatestProgress();
    private volatile Lease lease;
    private volatile long deadline;
    private volatile @Nullable Stop stop;
    private @Nullable Thread thread;
    private boolean begun;
    private boolean ended;
    private long began;
    private volatile long took;

    /**
     * @param together those that were claimed with it
     * @param askedNanos when the call began that took the lease
     */
    Attempt(ClaimedTask claimed, ClaimedTogether together, Duration duration, long askedNanos) {
        this.claimed = claimed;
        this.together = together;
        this.token = Attempts.Token.of(claimed.lease());
        this.duration = duration;
        this.asked = askedNanos;
        this.lease = claimed.lease();
        this.deadline = askedNanos + duration.toNanos();
    }

    Task task() {
        return claimed.task();
    }

    Attempts.Token token() {
        return token;
    }

    ClaimedTogether together() {
        return together;
    }

    Lease lease() {
        return lease;
    }

    LatestProgress progress() {
        return progress;
    }

    void renewed(Lease renewed, long askedNanos) {
        lease = renewed;
        deadline = askedNanos + duration.toNanos();
    }

    /** How long this worker has had the task. */
    Duration heldFor(long now) {
        return Duration.ofNanos(now - asked);
    }

    /** Nanoseconds until the lease runs out; negative afterwards. */
    long left(long now) {
        return deadline - now;
    }

    @Nullable
    Stop stopped() {
        return stop;
    }

    /** Whether what comes out of the handler is worth telling the backend. */
    boolean settles() {
        Stop why = stop;
        return why == null || why.settles;
    }

    /** Takes the thread that runs the handler; false if there is nothing to run any more. */
    synchronized boolean begin(long now) {
        if (stop != null || ended) {
            return false;
        }
        begun = true;
        began = now;
        thread = Thread.currentThread();
        return true;
    }

    /** Ends the attempt, whoever says so first; false if it had ended before. */
    synchronized boolean end(long now) {
        if (thread != null) {
            took = now - began;
        }
        if (thread == Thread.currentThread()) {
            // The interrupt was meant for this attempt, not for the next one on the same thread.
            Thread.interrupted();
        }
        thread = null;
        boolean first = !ended;
        ended = true;
        return first;
    }

    /** Whether no thread has taken it yet. */
    synchronized boolean waits() {
        return !begun && !ended;
    }

    synchronized boolean ended() {
        return ended;
    }

    /** Tells the handler to stop, by flag and interrupt; the first reason counts, but a lost lease is never taken back. */
    synchronized boolean stop(Stop why) {
        boolean first = stop == null;
        if (ended || (!first && why != Stop.LEASE_LOST)) {
            return false;
        }
        stop = why;
        if (thread != null) {
            thread.interrupt();
        }
        return first;
    }

    /** How long the handler ran. */
    Duration took() {
        return Duration.ofNanos(took);
    }
}
