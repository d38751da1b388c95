package dev.taskport.app.output;

import dev.taskport.domain.ErrorCode;

/** What the process says when it ends. */
public final class ExitCode {

    public static final int DONE = 0;
    /** It was understood and did not succeed. */
    public static final int FAILED = 1;
    /** The command or the configuration is wrong; nothing was done. */
    public static final int USAGE = 2;
    /** A verification found differences. */
    public static final int DIFFERENT = 3;
    /** The backend cannot be used now. */
    public static final int UNAVAILABLE = 4;
    /** Stopped by Ctrl-C, as shells expect it. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}

    public static int of(ErrorCode code) {
        return switch (code) {
            case INVALID_REQUEST, LIMIT_EXCEEDED, UNSUPPORTED -> USAGE;
            case UNAVAILABLE, SEALED, DAMAGED, SCHEMA_TOO_NEW -> UNAVAILABLE;
            case NOT_FOUND, VERSION_CONFLICT, ID_CONFLICT, INTAKE_PAUSED, STRATEGY_NOT_READY, OUTCOME_UNKNOWN -> FAILED;
        };
    }
}
