package dev.taskport.port;

import java.util.List;

/**
 * Moving a whole store: its tasks with log and dependencies, its records and its settings; not the worker registry or
 * elections, which are records in collections that begin with {@value #RUNTIME_PREFIX}.
 *
 * <ul>
 *   <li><b>T1</b> A reader shows one moment of the store, from beginning to end, whatever is written meanwhile.
 *   <li><b>T2</b> Applying is idempotent and the newest state wins: an item that is not newer than what is stored changes
 *       nothing.
 *   <li><b>T3</b> An id that is taken by a task of another lineage is answered ID_CONFLICT and changes nothing.
 *   <li><b>T4</b> What is applied comes back equal: every field, the stamp included.
 *   <li><b>T5</b> After applying, order, keys, dependencies and leases of the tasks mean what they meant in the source.
 * </ul>
 */
public interface TaskTransfer {

    /** Record collections that begin so belong to running processes and are not moved. */
    String RUNTIME_PREFIX = "runtime.";

    /** The most items of one page and of one {@link #apply}. */
    int BATCH_MAX = 10_000;

    /** Opens a reader on the present moment; to be closed soon, because it may hold back the store's clean-up. */
    TransferReader read();

    /** Stores items as they are, all or none. */
    List<TransferAnswer> apply(List<TransferItem> items);
}
