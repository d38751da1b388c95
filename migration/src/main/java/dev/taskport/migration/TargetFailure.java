package dev.taskport.migration;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskportException;
import dev.taskport.port.BackendAddress;

/** What it means for a migration that its target could not be written: nothing has to be repeated by hand. */
final class TargetFailure {

    private TargetFailure() {}

    /** The same failure, with what it means here; as it is if it has another meaning. */
    static TaskportException of(BackendAddress target, TaskportException failure) {
        return switch (failure.code()) {
            case OUTCOME_UNKNOWN ->
                error("The target " + target + " could not be written (" + reason(failure) + ").", target, failure);
            case UNAVAILABLE -> error(String.valueOf(failure.getMessage()), target, failure);
            default -> failure;
        };
    }

    private static TaskportException error(String what, BackendAddress target, TaskportException failure) {
        return ErrorCode.UNAVAILABLE.error(
                what + " What was copied stays and the source is unchanged. Make room on the disk of " + target
                        + " if it is full, or mend what the reason says, and start the same command again: it goes on where it"
                        + " stopped.",
                failure);
    }

    /** In the words of the system: those of the store are for somebody who wrote one thing, and must find out about it. */
    private static String reason(Throwable failure) {
        Throwable first = failure;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return first instanceof TaskportException ? "its commit failed" : String.valueOf(first.getMessage());
    }
}
