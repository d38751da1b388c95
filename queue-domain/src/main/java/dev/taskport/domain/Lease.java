package dev.taskport.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * The right to run one task. What makes it a fence is (task, epoch, generation): a later claim of the same task has a
 * higher epoch, so nobody who lost the task can change it.
 *
 * @param epoch the task's claim counter at this claim, from 1; never reset
 * @param generation the store's generation at this claim
 * @param until when the holder must have settled or renewed, by the backend's clock. Past it the lease still counts as
 *     long as nobody reclaimed the task.
 */
public record Lease(TaskId task, long epoch, long generation, Instant until) {

    public static final Duration DEFAULT = Duration.ofSeconds(25);
    public static final Duration SHORTEST = Duration.ofSeconds(5);
    public static final Duration LONGEST = Duration.ofDays(1);

    public Lease {
        until = Micros.truncate(until);
    }

    /** The same right with a later deadline. */
    public Lease until(Instant deadline) {
        return new Lease(task, epoch, generation, deadline);
    }

    /**
     * Checks a duration.
     *
     * @throws TaskportException INVALID_REQUEST unless between {@link #SHORTEST} and {@link #LONGEST}
     */
    public static Duration requireDuration(Duration lease) {
        if (lease.compareTo(SHORTEST) < 0 || lease.compareTo(LONGEST) > 0) {
            throw Texts.invalid(
                    "The lease of " + lease, "is not between 5 s and 1 day", "Choose a duration in that range");
        }
        return lease;
    }
}
