package dev.taskport.migration.workspace;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.Lane;
import dev.taskport.domain.Stamp;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskportException;
import dev.taskport.domain.Workspace;
import dev.taskport.engine.BackendHandle;
import dev.taskport.engine.WorkerRegistry;
import dev.taskport.port.Pause;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.RecordKey;
import dev.taskport.port.RecordWrite;
import dev.taskport.port.StoredRecord;
import dev.taskport.port.TransferAnswer;
import dev.taskport.port.TransferItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The workspaces of an open store. A workspace is there as long as it holds a task or a record; one that is created holds a
 * record that says when.
 */
public final class Workspaces {

    /** The collection of the record that keeps an empty workspace. */
    public static final String COLLECTION = "taskport.workspace";

    private static final String PATH = "about";
    private static final int WRITES_AT_ONCE = 500;

    private final PersistenceBackend store;

    public Workspaces(PersistenceBackend store) {
        this.store = store;
    }

    /** Whether there is one of that name. */
    public boolean has(Workspace workspace) {
        return store.inspection().workspaces().contains(workspace);
    }

    /**
     * Makes an empty workspace.
     *
     * @return whether it was not there before
     */
    public boolean create(Workspace workspace) {
        if (has(workspace)) {
            return false;
        }
        JsonText about = JsonText.of("{\"createdAt\":\"" + store.clock().instant() + "\"}");
        store.records()
                .write(List.of(new RecordWrite.Put(new RecordKey(workspace, COLLECTION, PATH), about, null, null)));
        return true;
    }

    /**
     * Gives a workspace another name: its tasks with their logs, its records and its closed gates. Its gates are closed
     * while that goes on, and its tasks change their name in one step, all or none.
     *
     * @return how many tasks it holds
     * @throws TaskportException NOT_FOUND if it is not there; INVALID_REQUEST if the other is; UNAVAILABLE if somebody works
     *     in it; LIMIT_EXCEEDED if it is too large for one step
     */
    public int rename(Workspace from, Workspace to) {
        requireThere(from);
        requireFree(to);
        requireNoWorker(from);
        Set<Pause> before = gatesOf(from);
        close(from);
        boolean renamed = false;
        try {
            requireNoLease(from);
            int tasks = move(from, to);
            renamed = true;
            before.forEach(pause -> store.control().pause(new Pause(pause.gate(), to, pause.type())));
            return tasks;
        } finally {
            gatesOf(from).stream()
                    .filter(renamed ? gate -> true : gate -> !before.contains(gate))
                    .forEach(store.control()::resume);
        }
    }

    /**
     * Removes an empty workspace: what keeps it, its closed gates and, if told so, its records.
     *
     * @return how many records were removed, the one that keeps it aside
     * @throws TaskportException NOT_FOUND if it is not there; INVALID_REQUEST if it holds tasks, or records that nobody
     *     said may go
     */
    public int delete(Workspace workspace, boolean withRecords) {
        requireThere(workspace);
        long tasks = store.inspection().stats(workspace).total();
        if (tasks > 0) {
            throw ErrorCode.INVALID_REQUEST.error("Workspace " + workspace + " holds " + tasks
                    + (tasks == 1 ? " task" : " tasks") + ", and only an empty one can be deleted. Nothing was deleted."
                    + " Cancel what is not finished and prune what is, or leave it as it is.");
        }
        List<RecordKey> records = recordsOf(workspace);
        List<RecordKey> others = records.stream()
                .filter(key -> !key.collection().equals(COLLECTION))
                .toList();
        if (!others.isEmpty() && !withRecords) {
            throw ErrorCode.INVALID_REQUEST.error("Workspace " + workspace + " holds " + others.size()
                    + (others.size() == 1 ? " record" : " records") + " of "
                    + others.stream().map(RecordKey::collection).distinct().collect(Collectors.joining(", "))
                    + ". Nothing was deleted. Say --with-records if they may go too.");
        }
        delete(records);
        gatesOf(workspace).forEach(store.control()::resume);
        return others.size();
    }

    private List<RecordKey> recordsOf(Workspace workspace) {
        return WorkspaceContent.of(store, workspace).records().stream()
                .map(item -> item.content().key())
                .toList();
    }

    private int move(Workspace from, Workspace to) {
        WorkspaceContent content = WorkspaceContent.of(store, from);
        List<TransferItem> items = new ArrayList<>();
        content.virtualTimes().forEach(time -> items.add(renamed(time, to)));
        content.tasks().forEach(item -> items.add(renamed(item, to)));
        content.records().forEach(item -> items.add(renamed(item, to)));
        if (!store.transfer().apply(items).stream().allMatch(Workspaces::taken)) {
            throw ErrorCode.VERSION_CONFLICT.error("Somebody changed tasks of workspace " + from
                    + " while it was renamed to "
                    + to + ", so that some are still there under the old name. No task was lost. Look with \"taskport"
                    + " workspaces list\".");
        }
        delete(content.records().stream().map(item -> item.content().key()).toList());
        return content.tasks().size();
    }

    private static boolean taken(TransferAnswer answer) {
        return answer == TransferAnswer.APPLIED;
    }

    private static TransferItem renamed(TransferItem.VirtualTime time, Workspace to) {
        Lane lane = new Lane(to, time.lane().type(), time.lane().requirements());
        return new TransferItem.Settings(
                new TransferItem.Position(0, ""), Set.of(), List.of(new TransferItem.VirtualTime(lane, time.value())));
    }

    private static TransferItem renamed(TransferItem.TaskItem item, Workspace to) {
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

    private static TransferItem renamed(TransferItem.RecordItem item, Workspace to) {
        StoredRecord kept = item.content();
        RecordKey key = new RecordKey(to, kept.key().collection(), kept.key().path());
        return new TransferItem.RecordItem(
                item.position(),
                new StoredRecord(key, kept.content(), kept.version(), kept.updatedAt(), kept.expiresAt()));
    }

    private void delete(List<RecordKey> records) {
        for (int from = 0; from < records.size(); from += WRITES_AT_ONCE) {
            List<RecordKey> some = records.subList(from, Math.min(records.size(), from + WRITES_AT_ONCE));
            store.records()
                    .write(some.stream()
                            .<RecordWrite>map(key -> new RecordWrite.Delete(key, null))
                            .toList());
        }
    }

    private void close(Workspace workspace) {
        for (Pause.Gate gate : Pause.Gate.values()) {
            store.control().pause(Pause.workspace(gate, workspace));
        }
    }

    private Set<Pause> gatesOf(Workspace workspace) {
        return store.inspection().pauses().stream()
                .filter(pause -> workspace.equals(pause.workspace()))
                .collect(Collectors.toSet());
    }

    private void requireThere(Workspace workspace) {
        if (!has(workspace)) {
            throw ErrorCode.NOT_FOUND.error("There is no workspace " + workspace
                    + ". Nothing was changed. \"taskport workspaces list\" shows what there is.");
        }
    }

    private void requireFree(Workspace workspace) {
        if (has(workspace)) {
            throw ErrorCode.INVALID_REQUEST.error(
                    "There is a workspace " + workspace + " already. Nothing was changed. Choose a name that is free.");
        }
    }

    private void requireNoWorker(Workspace workspace) {
        new WorkerRegistry(new BackendHandle(store))
                .workers().stream()
                        .filter(worker -> worker.workspace().equals(workspace))
                        .findFirst()
                        .ifPresent(worker -> {
                            throw busy(workspace, "worker " + worker.id() + " is registered in it");
                        });
    }

    private void requireNoLease(Workspace workspace) {
        long leased = store.inspection().stats(workspace).count(TaskStatus.LEASED);
        if (leased > 0) {
            throw busy(workspace, leased + (leased == 1 ? " task is" : " tasks are") + " running");
        }
    }

    private static TaskportException busy(Workspace workspace, String why) {
        return ErrorCode.UNAVAILABLE.error("Workspace " + workspace + " is being worked in: " + why
                + ". Nothing was changed. Stop its workers and try again.");
    }
}
