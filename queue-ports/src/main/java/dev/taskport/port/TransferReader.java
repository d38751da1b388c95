package dev.taskport.port;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one moment of a store from beginning to end: settings, tasks by id, records by key. For one thread. */
public interface TransferReader extends AutoCloseable {

    /**
     * The next items, at most {@code limit}; empty at the end.
     *
     * @param after the last item already seen; null from the beginning. A copy that was interrupted goes on from here.
     * @param limit 1 to {@value TaskTransfer#BATCH_MAX}
     */
    List<TransferItem> next(TransferItem.@Nullable Position after, int limit);

    /** Whether anything that {@link TaskTransfer} moves was written to the store since this reader was opened. */
    boolean changedSince();

    /**
     * Whether the time of an import is a part of the task. It is not in the file of another program: there it only tells when
     * somebody read the file, so that two readings of one task differ in nothing else.
     */
    default boolean importTimesBelongToTasks() {
        return true;
    }

    @Override
    void close();
}
