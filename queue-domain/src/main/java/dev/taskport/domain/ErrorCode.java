package dev.taskport.domain;

/**
 * What went wrong, as a stable word that is the same in Java, on the command line and over HTTP. The {@link #meaning()}
 * tells the caller what to do about it.
 */
public enum ErrorCode {
    /** The request breaks a rule; nothing was done and repeating it will not help. */
    INVALID_REQUEST(Meaning.NOT_DONE),
    /** What the request names does not exist. */
    NOT_FOUND(Meaning.NOT_DONE),
    /** The thing was changed since the caller read it. */
    VERSION_CONFLICT(Meaning.NOT_DONE),
    /** The id is taken by a task with another lineage, type or payload. */
    ID_CONFLICT(Meaning.NOT_DONE),
    /** Intake is paused for the store, the workspace or the type. */
    INTAKE_PAUSED(Meaning.NOT_DONE),
    /** A size or number is beyond its bound. */
    LIMIT_EXCEEDED(Meaning.NOT_DONE),
    /** The backend cannot be reached or is busy; nothing was done. */
    UNAVAILABLE(Meaning.TRY_AGAIN),
    /** The store does not (yet) keep the order that the claim asks for. */
    STRATEGY_NOT_READY(Meaning.TRY_AGAIN),
    /** The write may or may not have happened; repeat it with the same id or lease. */
    OUTCOME_UNKNOWN(Meaning.UNKNOWN),
    /** Another store has taken over; follow it. */
    SEALED(Meaning.FOLLOW),
    /** The store is damaged; nothing more is read from or written to it. */
    DAMAGED(Meaning.STOP),
    /** The store was written by a newer version of Taskport. */
    SCHEMA_TOO_NEW(Meaning.STOP),
    /** This backend or version cannot do it. */
    UNSUPPORTED(Meaning.STOP);

    /** What an error means for the caller. */
    public enum Meaning {
        /** Nothing happened; correct the request. */
        NOT_DONE,
        /** Nothing happened; the same request may succeed later. */
        TRY_AGAIN,
        /** It may have happened; repeat with the same id or lease, which has one effect. */
        UNKNOWN,
        /** Nothing happened here; ask the store that took over. */
        FOLLOW,
        /** Nothing happened and nothing will until a person acts. */
        STOP
    }

    private final Meaning meaning;

    ErrorCode(Meaning meaning) {
        this.meaning = meaning;
    }

    public Meaning meaning() {
        return meaning;
    }

    /** An exception of this code; {@code message} says what, which, why, what it means for the task, and the next step. */
    public TaskportException error(String message) {
        return new TaskportException(this, message, null);
    }

    /** As {@link #error(String)}, keeping the technical cause. */
    public TaskportException error(String message, Throwable cause) {
        return new TaskportException(this, message, cause);
    }
}
