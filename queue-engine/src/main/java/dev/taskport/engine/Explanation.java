package dev.taskport.engine;

import dev.taskport.domain.Task;
import java.util.List;

/**
 * Why a task is where it is, for people to read.
 *
 * @param reasons everything that stands in its way, the strongest first; never empty
 */
public record Explanation(Task task, List<Reason> reasons) {

    public Explanation {
        reasons = List.copyOf(reasons);
    }

    /**
     * One reason.
     *
     * @param text a sentence that says what, and what to do about it
     */
    public record Reason(Kind kind, String text) {}

    public enum Kind {
        FINISHED,
        RUNNING,
        /** Its worker stopped renewing; it is taken back within seconds if a janitor runs. */
        LEASE_RAN_OUT,
        HELD,
        /** It waits for other tasks. */
        DEPENDENCY,
        /** It waits for a task that failed or was cancelled. */
        FAILED_DEPENDENCY,
        NOT_DUE,
        CLAIMS_PAUSED,
        /** No live worker has a handler for its type. */
        NO_WORKER,
        /** Live workers handle its type, but none offers what it requires. */
        CAPABILITY,
        /** Nothing stands in its way but the tasks before it. */
        WAITS_ITS_TURN
    }
}
