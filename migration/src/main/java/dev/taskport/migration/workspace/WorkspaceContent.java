package dev.taskport.migration.workspace;

import dev.taskport.domain.Counted;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.Workspace;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.TransferItem;
import dev.taskport.port.TransferReader;
import java.util.ArrayList;
import java.util.List;

/** Everything of one workspace, as it is at one moment, but for the mark of a rename. */
record WorkspaceContent(
        List<TransferItem.TaskItem> tasks,
        List<TransferItem.RecordItem> records,
        List<TransferItem.VirtualTime> virtualTimes) {

    /** More is not held in memory, and not written in one step. */
    static final int ITEMS_MAX = 10_000;

    private static final int PAGE = 1000;

    /** @throws dev.taskport.domain.TaskportException LIMIT_EXCEEDED if it is too much for one step */
    static WorkspaceContent of(PersistenceBackend store, Workspace workspace) {
        WorkspaceContent content = new WorkspaceContent(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        try (TransferReader reader = store.transfer().read()) {
            List<TransferItem> page = reader.next(null, PAGE);
            while (!page.isEmpty()) {
                page.forEach(item -> content.take(item, workspace));
                content.requireBounded(workspace);
                page = reader.next(page.get(page.size() - 1).position(), PAGE);
            }
        }
        return content;
    }

    private void take(TransferItem item, Workspace workspace) {
        if (item instanceof TransferItem.TaskItem task) {
            if (task.task().workspace().equals(workspace)) {
                tasks.add(task);
            }
        } else if (item instanceof TransferItem.RecordItem kept) {
            if (kept.content().key().workspace().equals(workspace)
                    && !RenameMark.is(kept.content().key())) {
                records.add(kept);
            }
        } else if (item instanceof TransferItem.Settings settings) {
            settings.virtualTimes().stream()
                    .filter(time -> time.lane().workspace().equals(workspace))
                    .forEach(virtualTimes::add);
        }
    }

    private void requireBounded(Workspace workspace) {
        if (tasks.size() + records.size() > ITEMS_MAX) {
            throw ErrorCode.LIMIT_EXCEEDED.error("Workspace " + workspace + " holds more than "
                    + Counted.tasks(ITEMS_MAX)
                    + " and records, which is too much for one step. Nothing was changed. Prune its finished tasks"
                    + " first, or go on under the present name.");
        }
    }
}
