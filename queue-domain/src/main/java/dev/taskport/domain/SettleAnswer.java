package dev.taskport.domain;

/** What became of a settlement. A lost race is an answer, never an exception. */
public enum SettleAnswer {
    /** It took effect, now. */
    APPLIED,
    /** The same settlement took effect before; repeating it changed nothing. */
    ALREADY_APPLIED,
    /** The lease is not the task's lease any more; nothing was changed. */
    LEASE_LOST,
    /** There is no such task (any more). */
    NOT_FOUND
}
