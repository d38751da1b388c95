package dev.taskport.port;

/** What became of an item that was applied. */
public enum TransferAnswer {
    APPLIED,
    /** The store has the same state or a newer one. */
    NOT_NEWER,
    /** A task of another lineage has the id. */
    ID_CONFLICT,
    /** Another task has the idempotency key or external id. */
    KEY_CONFLICT
}
