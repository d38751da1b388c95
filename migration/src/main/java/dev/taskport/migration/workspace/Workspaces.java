package dev.taskport.migration.workspace;

import dev.taskport.domain.Counted;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskportException;
import dev.taskport.domain.Workspace;
import dev.taskport.engine.BackendHandle;
import dev.taskport.engine.WorkerRegistry;
import dev.taskport.port.Pause;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.RecordKey;
import dev.taskport.port.RecordWrite;
import java.util.List;
import java.util.Optional;
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
    private final Names names;

    /** What is to be said or looked at is called where it is said, for messages that name a way on. */
    public record Names(String withRecords, String list) {

        /** As a Java program says it. */
        public static final Names JAVA = new Names("delete(workspace, true)", "TaskInspection.workspaces()");
    }

    public Workspaces(PersistenceBackend store) {
        this(store, Names.JAVA);
    }

    public Workspaces(PersistenceBackend store, Names names) {
        this.store = store;
        this.names = names;
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
     * while that goes on, and its tasks change their name in one step; one that somebody changes at that moment follows in
     * the next. What was cut off, or could not come, stays under the old name, and the same call goes on with it.
     *
     * @return how many tasks the workspace holds under its new name
     * @throws TaskportException NOT_FOUND if it is not there; INVALID_REQUEST if the other is; UNAVAILABLE if somebody works
     *     in it; LIMIT_EXCEEDED if it is too large for one step; VERSION_CONFLICT if something could not come
     */
    public long rename(Workspace from, Workspace to) {
        requireThere(from);
        RenameMark mark = mark(from, to);
        requireNoWorker(from);
        boolean renamed = false;
        try {
            close(from);
            requireNoLease(from);
            requireFitting(from);
            mark.write(store, from);
            mark.gates().forEach(pause -> store.control().pause(new Pause(pause.gate(), to, pause.type())));
            new Renaming(store, from, to).move();
            delete(List.of(RenameMark.key(from)));
            renamed = true;
            return store.inspection().stats(to).total();
        } finally {
            if (!renamed && !has(to)) {
                delete(List.of(RenameMark.key(from)));
                mark.gates().forEach(pause -> store.control().resume(new Pause(pause.gate(), to, pause.type())));
            }
            open(from, renamed ? Set.of() : mark.gates());
        }
    }

    /** A rename that was cut off has put something under the new name already, which is no obstacle. */
    private RenameMark mark(Workspace from, Workspace to) {
        Optional<RenameMark> begun = RenameMark.of(store, from);
        begun.filter(mark -> has(mark.to()))
                .ifPresentOrElse(mark -> requireSame(from, mark.to(), to), () -> requireFree(to));
        return new RenameMark(to, begun.map(RenameMark::gates).orElseGet(() -> gatesOf(from)));
    }

    /** Refused before anything is marked. */
    private void requireFitting(Workspace workspace) {
        WorkspaceContent.of(store, workspace);
    }

    private static void requireSame(Workspace from, Workspace begun, Workspace asked) {
        if (!begun.equals(asked)) {
            throw ErrorCode.INVALID_REQUEST.error("Workspace " + from + " is being renamed to " + begun
                    + ", which was cut off. Nothing was changed. Rename it to " + begun + " first.");
        }
    }

    private void open(Workspace workspace, Set<Pause> closedBefore) {
        gatesOf(workspace).stream().filter(gate -> !closedBefore.contains(gate)).forEach(store.control()::resume);
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
            throw ErrorCode.INVALID_REQUEST.error("Workspace " + workspace + " holds " + Counted.tasks(tasks)
                    + ", and only an empty one can be deleted. Nothing was deleted."
                    + " Cancel what is not finished and prune what is, or leave it as it is.");
        }
        List<RecordKey> records = recordsOf(workspace);
        List<RecordKey> others = records.stream()
                .filter(key -> !key.collection().equals(COLLECTION))
                .toList();
        if (!others.isEmpty() && !withRecords) {
            throw ErrorCode.INVALID_REQUEST.error("Workspace " + workspace + " holds "
                    + Counted.of(others.size(), "record", "records") + " of "
                    + others.stream().map(RecordKey::collection).distinct().collect(Collectors.joining(", "))
                    + ". Nothing was deleted. If they may go too, say so by " + names.withRecords() + ".");
        }
        delete(records);
        delete(List.of(RenameMark.key(workspace)));
        gatesOf(workspace).forEach(store.control()::resume);
        return others.size();
    }

    private List<RecordKey> recordsOf(Workspace workspace) {
        return WorkspaceContent.of(store, workspace).records().stream()
                .map(item -> item.content().key())
                .toList();
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
            throw ErrorCode.NOT_FOUND.error("There is no workspace " + workspace + ". Nothing was changed. "
                    + names.list() + " shows what there is.");
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
            throw busy(workspace, Counted.of(leased, "task is", "tasks are") + " running");
        }
    }

    private static TaskportException busy(Workspace workspace, String why) {
        return ErrorCode.UNAVAILABLE.error("Workspace " + workspace + " is being worked in: " + why
                + ". Nothing was changed. Stop its workers and try again.");
    }
}
