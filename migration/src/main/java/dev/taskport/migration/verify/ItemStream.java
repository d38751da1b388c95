package dev.taskport.migration.verify;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskId;
import dev.taskport.port.TransferItem;
import dev.taskport.port.TransferReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A reader's items one after the other, held to the order that readers promise. For one thread. */
final class ItemStream {

    private static final int PAGE = 1000;

    private final TransferReader reader;
    private final Deque<TransferItem> page = new ArrayDeque<>();
    private TransferItem.@Nullable Position position;
    private @Nullable TaskId lastTask;

    ItemStream(TransferReader reader) {
        this.reader = reader;
    }

    /** The next item if it is of that kind; it stays the next. */
    <T extends TransferItem> Optional<T> peek(Class<T> kind) {
        if (page.isEmpty()) {
            page.addAll(reader.next(position, PAGE));
        }
        TransferItem next = page.peek();
        return kind.isInstance(next) ? Optional.of(kind.cast(next)) : Optional.empty();
    }

    void advance() {
        TransferItem item = page.remove();
        position = item.position();
        if (item instanceof TransferItem.TaskItem task) {
            requireAscending(task.task().id());
        }
    }

    /** Whether something is left, of whatever kind. */
    boolean ended() {
        return peek(TransferItem.class).isEmpty();
    }

    private void requireAscending(TaskId id) {
        if (lastTask != null && lastTask.compareTo(id) >= 0) {
            throw ErrorCode.DAMAGED.error("The store gave task " + id + " after task " + lastTask
                    + ", but tasks come in the order of their ids. The comparison was stopped. Check the store.");
        }
        lastTask = id;
    }
}
