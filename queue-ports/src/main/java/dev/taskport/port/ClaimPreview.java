package dev.taskport.port;

import dev.taskport.domain.Lane;
import dev.taskport.domain.Task;
import java.util.List;

/**
 * What a claim would take now.
 *
 * @param tasks as they are, not leased
 * @param obstacles lanes with waiting tasks that this claim may not take, and why
 */
public record ClaimPreview(List<Task> tasks, List<Obstacle> obstacles) {

    public ClaimPreview {
        tasks = List.copyOf(tasks);
        obstacles = List.copyOf(obstacles);
    }

    /** Why tasks of a lane are not taken. */
    public enum Reason {
        /** The claim does not name the type. */
        TYPE_NOT_HANDLED,
        /** The worker does not offer what the tasks require. */
        REQUIREMENT_NOT_MET,
        /** Claims are paused for the store, the workspace or the type. */
        PAUSED,
        /** They are not due yet. */
        NOT_DUE
    }

    /**
     * A lane that is not taken.
     *
     * @param waiting how many QUEUED tasks it concerns, counted up to 1,000
     */
    public record Obstacle(Lane lane, Reason reason, long waiting) {}
}
