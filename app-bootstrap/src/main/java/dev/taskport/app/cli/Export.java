package dev.taskport.app.cli;

import dev.taskport.domain.Task;
import dev.taskport.domain.Workspace;
import dev.taskport.port.TaskQuery;
import dev.taskport.port.TransferItem;
import dev.taskport.port.TransferReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Goes once through a moment of the store and picks the tasks that are wanted. For one thread. */
final class Export {

    /** Payload, result and attributes of a task may have 8 MiB each, so a page of more would be too much at once. */
    private static final int PAGE = 100;

    private final TaskFilter filter;
    private final @Nullable Workspace only;
    private final Map<Workspace, TaskQuery> queries = new HashMap<>();
    private long count;

    /** @param only the workspace that is wanted; null for all */
    Export(TaskFilter filter, @Nullable Workspace only) {
        this.filter = filter;
        this.only = only;
    }

    /** Where the lines go. */
    @FunctionalInterface
    interface Lines {
        void line(String line) throws IOException;
    }

    /**
     * Writes every task that is wanted, in order of id.
     *
     * @param progress is told how many were written
     * @return how many there were
     */
    long write(TransferReader reader, Lines lines, LongConsumer progress) throws IOException {
        List<TransferItem> page = reader.next(null, PAGE);
        while (!page.isEmpty()) {
            for (TransferItem item : page) {
                if (item instanceof TransferItem.TaskItem read && wanted(read.task())) {
                    lines.line(ExportLine.of(read.task()));
                    count++;
                }
            }
            progress.accept(count);
            page = reader.next(page.get(page.size() - 1).position(), PAGE);
        }
        return count;
    }

    private boolean wanted(Task task) {
        return (only == null || only.equals(task.workspace()))
                && queries.computeIfAbsent(task.workspace(), filter::query).matches(task);
    }
}
