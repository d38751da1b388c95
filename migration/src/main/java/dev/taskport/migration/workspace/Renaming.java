package dev.taskport.migration.workspace;

import dev.taskport.domain.Counted;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.Lane;
import dev.taskport.domain.Stamp;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskportException;
import dev.taskport.domain.Workspace;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.RecordKey;
import dev.taskport.port.RecordWrite;
import dev.taskport.port.StoredRecord;
import dev.taskport.port.TransferAnswer;
import dev.taskport.port.TransferItem;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Moves the content of one workspace into another of the same store. Everything it does may be done again, so a move that
 * was cut off is gone on with: what moved already is not there any more, and what was doubled is the same twice.
 */
final class Renaming {

    /** A task that somebody changes between the look and the step stays, and is looked at again so many times. */
    private static final int LOOKS_MAX = 10;

    private static final TransferItem.Position NOWHERE = new TransferItem.Position(0, "");

    private final PersistenceBackend store;
    private final Workspace from;
    private final Workspace to;

    Renaming(PersistenceBackend store, Workspace from, Workspace to) {
        this.store = store;
        this.from = from;
        this.to = to;
    }

    /**
     * Moves, records last.
     *
     * @throws TaskportException VERSION_CONFLICT if something cannot come, and stays where it is
     */
    void move() {
        WorkspaceContent content = WorkspaceContent.of(store, from);
        for (int look = 1; !done(content); look++) {
            if (look > LOOKS_MAX) {
                throw stillChanging(content);
            }
            moveLanes(content);
            if (content.tasks().isEmpty()) {
                moveRecords(content.records());
            } else {
                moveTasks(content.tasks());
            }
            content = WorkspaceContent.of(store, from);
        }
    }

    private static boolean done(WorkspaceContent content) {
        return content.tasks().isEmpty() && content.records().isEmpty();
    }

    /** If one was changed in between, none is deleted, and they come again at the next look. */
    private void moveRecords(List<TransferItem.RecordItem> records) {
        store.transfer().apply(records.stream().map(this::renamed).toList());
        List<RecordWrite> deletions = records.stream()
                .map(TransferItem.RecordItem::content)
                .sorted(Comparator.comparing((StoredRecord moved) -> moved.key().path())
                        .reversed()) // a path takes what is below it along, so that comes first
                .<RecordWrite>map(moved -> new RecordWrite.Delete(moved.key(), moved.version()))
                .toList();
        store.records().write(deletions);
    }

    /** All lanes are one item: how many there are does not count against the size of a step. */
    private void moveLanes(WorkspaceContent content) {
        List<TransferItem.VirtualTime> lanes =
                content.virtualTimes().stream().map(this::renamed).toList();
        store.transfer().apply(List.of(new TransferItem.Settings(NOWHERE, Set.of(), lanes)));
    }

    private void moveTasks(List<TransferItem.TaskItem> tasks) {
        List<TransferAnswer> answers =
                store.transfer().apply(tasks.stream().map(this::renamed).toList());
        List<Task> refused = IntStream.range(0, tasks.size())
                .filter(i -> answers.get(i) != TransferAnswer.APPLIED && answers.get(i) != TransferAnswer.NOT_NEWER)
                .mapToObj(i -> tasks.get(i).task())
                .toList();
        if (!refused.isEmpty()) {
            throw taken(refused);
        }
    }

    private TransferItem.VirtualTime renamed(TransferItem.VirtualTime time) {
        return new TransferItem.VirtualTime(
                new Lane(to, time.lane().type(), time.lane().requirements()), time.value());
    }

    private TransferItem renamed(TransferItem.TaskItem item) {
        Task task = item.task();
        Stamp newer = new Stamp(task.stamp().generation(), task.stamp().version() + 1);
        return new TransferItem.TaskItem(
                item.position(),
                new Task(
                        task.id(),
                        task.lineage(),
                        task.spec().draft().workspace(to).spec(),
                        task.state(),
                        newer),
                item.log());
    }

    private TransferItem renamed(TransferItem.RecordItem item) {
        StoredRecord kept = item.content();
        RecordKey key = new RecordKey(to, kept.key().collection(), kept.key().path());
        return new TransferItem.RecordItem(
                item.position(),
                new StoredRecord(key, kept.content(), kept.version(), kept.updatedAt(), kept.expiresAt()));
    }

    private TaskportException stillChanging(WorkspaceContent left) {
        return ErrorCode.VERSION_CONFLICT.error("Workspace " + from + " is not all renamed to " + to + ": "
                + Counted.tasks(left.tasks().size()) + " and "
                + Counted.of(left.records().size(), "record", "records")
                + " of it changed again and again meanwhile. What was not renamed is still there under"
                + " the old name, and no task was lost. Rename it again to go on.");
    }

    private TaskportException taken(List<Task> refused) {
        Task first = refused.get(0);
        return ErrorCode.VERSION_CONFLICT.error("Workspace " + from + " is not all renamed to " + to + ": "
                + Counted.tasks(refused.size())
                + " of it (the first is " + first.id() + ") cannot come, because a task that was put into " + to
                + " meanwhile has the same key or external id. What was not renamed is still there under the old name, and no"
                + " task was lost. Remove the other task, and rename it again to go on.");
    }
}
