package dev.taskport.domain;

import org.jspecify.annotations.Nullable;

/**
 * The one exception of Taskport. What it means for the caller is {@link ErrorCode#meaning()} of its code, so that handling
 * code switches over five meanings instead of catching many classes. Lost races are answers, never exceptions.
 *
 * <p>Messages never hold payloads, results or secrets.
 */
public final class TaskportException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    TaskportException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }

    /** Shorthand for the meaning of the {@link #code()}. */
    public ErrorCode.Meaning meaning() {
        return code.meaning();
    }
}
