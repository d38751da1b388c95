package dev.taskport.domain;

import java.time.Instant;
import java.util.Objects;

/**
 * A task at one moment: what it is, where it is in its life, and how new this picture of it is. Immutable.
 *
 * @param lineage the store that first took it in
 */
public record Task(TaskId id, Lineage lineage, TaskSpec spec, TaskState state, Stamp stamp) {

    public TaskStatus status() {
        return state.status();
    }

    public TaskType type() {
        return spec.type();
    }

    public Workspace workspace() {
        return spec.workspace();
    }

    public Priority priority() {
        return spec.priority();
    }

    /** Whether a claim may take it now. */
    public boolean due(Instant now) {
        return status() == TaskStatus.QUEUED && !state.runAfter().isAfter(now);
    }

    /** Whether its lease has run out, which matters only once somebody reclaims it. */
    public boolean expired(Instant now) {
        return status() == TaskStatus.LEASED
                && state.leasedUntil() != null
                && !state.leasedUntil().isAfter(now);
    }

    /**
     * The lease under which it is run.
     *
     * @throws IllegalStateException if it is not LEASED
     */
    public Lease lease() {
        if (status() != TaskStatus.LEASED) {
            throw new IllegalStateException("Task " + id + " is " + status() + ", not LEASED");
        }
        Instant until = Objects.requireNonNull(state.leasedUntil(), "leasedUntil of a LEASED task");
        return new Lease(id, state.leaseEpoch(), state.leaseGeneration(), until);
    }

    /** Whether the token is the one under which the task is run now. */
    public boolean heldUnder(Lease lease) {
        return status() == TaskStatus.LEASED
                && state.leaseEpoch() == lease.epoch()
                && state.leaseGeneration() == lease.generation();
    }
}
