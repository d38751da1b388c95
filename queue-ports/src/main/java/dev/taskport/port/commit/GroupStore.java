package dev.taskport.port.commit;

/**
 * What {@link GroupCommit} needs of a storage. The three methods are never called by two threads at once.
 *
 * @param <T> a transaction that is under way
 */
public interface GroupStore<T> {

    /** Begins a transaction that no other writer can disturb. If it throws, nothing has happened. */
    T begin();

    /**
     * Does what the operations of a group left to be done for all of them together. If it throws, that counts as a failure of
     * each operation: a group is then taken back, and its operations run singly. Nothing, unless a store has such work.
     */
    default void complete(T transaction) {}

    /**
     * Makes what was done in the transaction durable. If it throws, the transaction is over, and nobody knows whether it
     * happened.
     *
     * @throws dev.taskport.domain.TaskportException UNAVAILABLE if the store knows that nothing of it was kept, which is then
     *     what callers are told; OUTCOME_UNKNOWN to say more of what nobody knows
     */
    void commit(T transaction);

    /** Takes everything back that was done in the transaction. Must not throw. */
    void rollback(T transaction);
}
