package dev.taskport.domain;

/** What can happen to a task; {@link TaskLifecycle} says when. */
public enum TaskEvent {
    CLAIM,
    COMPLETE,
    RETRY,
    BURY,
    SNOOZE,
    RELEASE,
    /** The lease ran out and somebody noticed. */
    EXPIRE,
    CANCEL,
    HOLD,
    UNHOLD,
    EDIT,
    REPLAY,
    /** The last open dependency completed. */
    UNBLOCK
}
