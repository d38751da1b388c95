package dev.taskport.heap;

/**
 * The seam between a store in the heap and what outlives it: a keeper is told of every change before anybody is told that
 * it happened. Its methods are called by one thread at a time, one that nobody interrupts, while no reader looks.
 */
public interface HeapKeeper {

    /**
     * A group of writes begins. Here the keeper may refuse it, or first bring in what has changed outside, by
     * {@link HeapStore#put} and its siblings; that is handed to {@link #keep} with the rest of the group.
     *
     * @throws dev.taskport.domain.TaskportException to refuse; nothing of the group happens
     */
    void begin(HeapStore store);

    /**
     * One write of the group lets the store grow.
     *
     * @throws dev.taskport.domain.TaskportException to refuse; nothing of this write happens
     */
    void admit(HeapGrowth growth);

    /**
     * Makes a group of writes durable; the change may be empty.
     *
     * @throws dev.taskport.domain.TaskportException if that failed; the group is taken back. UNAVAILABLE says that nothing of
     *     it was kept; after anything else its writers are told that nobody knows what will be found later, and with
     *     OUTCOME_UNKNOWN the keeper can say more of that itself
     */
    void keep(HeapStore store, HeapChange change);

    /** As {@link dev.taskport.port.TransferReader#importTimesBelongToTasks}. */
    default boolean importTimesBelongToTasks() {
        return true;
    }
}
