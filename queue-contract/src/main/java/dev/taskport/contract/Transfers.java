package dev.taskport.contract;

import dev.taskport.domain.Lineage;
import dev.taskport.domain.Stamp;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskSpec;
import dev.taskport.domain.TaskState;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.TransferAnswer;
import dev.taskport.port.TransferItem;
import dev.taskport.port.TransferReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Short words for moving tasks. */
final class Transfers {

    private Transfers() {}

    /** A task as this store would hold it. */
    static Task task(Bench bench, TaskId id, TaskSpec spec, TaskState state) {
        Lineage lineage = bench.backend().identity().lineage();
        return new Task(
                id, lineage, spec, state, new Stamp(bench.backend().identity().generation(), 1));
    }

    static TransferItem item(Task task) {
        return new TransferItem.TaskItem(Samples.NOWHERE, task, List.of());
    }

    static List<TransferAnswer> apply(Bench bench, TransferItem... items) {
        return bench.backend().transfer().apply(List.of(items));
    }

    /** Everything in a store, in the reader's order, read in small pages. */
    static List<TransferItem> readAll(PersistenceBackend backend) {
        try (TransferReader reader = backend.transfer().read()) {
            return rest(reader, null);
        }
    }

    static List<TransferItem> rest(TransferReader reader, TransferItem.@Nullable Position after) {
        List<TransferItem> items = new ArrayList<>();
        TransferItem.Position position = after;
        for (List<TransferItem> page = reader.next(position, 7); !page.isEmpty(); page = reader.next(position, 7)) {
            items.addAll(page);
            position = page.get(page.size() - 1).position();
        }
        return items;
    }

    /** The tasks among the items. */
    static List<Task> tasks(List<TransferItem> items) {
        return items.stream()
                .filter(TransferItem.TaskItem.class::isInstance)
                .map(item -> ((TransferItem.TaskItem) item).task())
                .toList();
    }
}
