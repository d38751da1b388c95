package dev.taskport.port.commit;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskportException;

/** Carries what went wrong on one thread to the caller that waits on another. */
final class Failures {

    private Failures() {}

    /** To be thrown by the waiting caller: its own stack trace, the failure of the other thread as the cause. */
    static RuntimeException rethrown(Throwable failure) {
        if (failure instanceof TaskportException known) {
            return known.code().error(String.valueOf(known.getMessage()), known);
        }
        return unchecked(failure);
    }

    /** To be thrown by the thread on which it happened. */
    static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException unexpected ? unexpected : new IllegalStateException(failure);
    }

    /** What a failed commit means for everybody who had something in it. */
    static TaskportException unknown(Throwable failure) {
        if (failure instanceof TaskportException known
                && (known.code() == ErrorCode.OUTCOME_UNKNOWN || known.code() == ErrorCode.UNAVAILABLE)) {
            return known;
        }
        return ErrorCode.OUTCOME_UNKNOWN.error(
                "The commit failed, so what was asked for may or may not have happened. Repeat it with the same ids and"
                        + " leases: it has one effect.",
                failure);
    }

    static TaskportException closed() {
        return ErrorCode.UNAVAILABLE.error("The store is closed. Nothing was done. Open it again.");
    }
}
