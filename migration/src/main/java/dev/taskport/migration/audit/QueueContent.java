package dev.taskport.migration.audit;

import dev.taskport.domain.Task;
import dev.taskport.domain.TaskStatus;
import dev.taskport.migration.audit.AuditReport.Content;
import dev.taskport.port.ForeignReader;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.TransferItem;
import dev.taskport.port.TransferReader;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what a store holds, task by task. For one thread, and one count. */
final class QueueContent {

    private static final int PAGE = 1000;

    private final Map<TaskStatus, Long> byStatus = new EnumMap<>(TaskStatus.class);
    private @Nullable Instant newestChangeAt;
    private long tasks;

    private QueueContent() {}

    static Content of(QueueFormat format, PersistenceBackend store) {
        QueueContent content = new QueueContent();
        try (TransferReader reader = store.transfer().read()) {
            content.count(reader);
            boolean foreign = reader instanceof ForeignReader;
            return new Content(
                    format,
                    content.tasks,
                    content.byStatus,
                    content.newestChangeAt,
                    foreign ? ((ForeignReader) reader).rejects().size() : 0,
                    foreign
                            ? ((ForeignReader) reader)
                                    .warnings().stream()
                                            .map(ForeignReader.Warning::message)
                                            .toList()
                            : List.of());
        }
    }

    private void count(TransferReader reader) {
        List<TransferItem> page = reader.next(null, PAGE);
        while (!page.isEmpty()) {
            page.forEach(this::count);
            page = reader.next(page.get(page.size() - 1).position(), PAGE);
        }
    }

    private void count(TransferItem item) {
        if (item instanceof TransferItem.TaskItem counted) {
            Task task = counted.task();
            tasks++;
            byStatus.merge(task.status(), 1L, Long::sum);
            Instant changed = task.state().updatedAt();
            if (newestChangeAt == null || changed.isAfter(newestChangeAt)) {
                newestChangeAt = changed;
            }
        }
    }
}
