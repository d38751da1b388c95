package dev.taskport.adapter.sqlite;

import dev.taskport.domain.Capabilities;
import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.Lease;
import dev.taskport.domain.Outcome;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.SettleAnswer;
import dev.taskport.domain.Settlement;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.WorkerId;
import dev.taskport.domain.Workspace;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.BackendProvider.OpenMode;
import dev.taskport.port.BackendProvider.Probe;
import dev.taskport.port.ClaimRequest;
import dev.taskport.port.PersistenceBackend;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** An opened store with short words for what tests do most. */
record Store(PersistenceBackend backend) implements AutoCloseable {

    private static final AtomicLong IDS =
            new AtomicLong(TaskId.of(System.currentTimeMillis(), 1, 0).value());

    static Store create(Path file) {
        return open(file, BackendOptions.defaults(), OpenMode.CREATE);
    }

    static Store open(Path file, OpenMode mode) {
        return open(file, BackendOptions.defaults(), mode);
    }

    static Store open(Path file, BackendOptions options, OpenMode mode) {
        return new Store(new SqliteBackendProvider().open(address(file), options, mode));
    }

    static Probe probe(Path file) {
        return new SqliteBackendProvider().probe(address(file), BackendOptions.defaults());
    }

    static BackendAddress address(Path file) {
        return new BackendAddress(SqlitePersistenceBackend.SCHEME, file.toString(), Map.of());
    }

    static TaskId newId() {
        return new TaskId(IDS.getAndIncrement());
    }

    TaskId enqueue(String type) {
        return enqueue(TaskDraft.of(type));
    }

    TaskId enqueue(TaskDraft draft) {
        return backend.intake().enqueue(List.of(draft.as(newId()))).get(0).id();
    }

    List<ClaimedTask> claim(String type, int max, SchedulingStrategy strategy) {
        return backend.leasing()
                .claim(new ClaimRequest(
                        new WorkerId("worker"),
                        Workspace.DEFAULT,
                        Set.of(new TaskType(type)),
                        Capabilities.NONE,
                        strategy,
                        max,
                        Lease.DEFAULT));
    }

    SettleAnswer complete(ClaimedTask claimed) {
        return backend.leasing()
                .settle(List.of(new Settlement(claimed.lease(), new Outcome.Complete(null))))
                .get(0);
    }

    long total() {
        return backend.inspection().stats(Workspace.DEFAULT).total();
    }

    @Override
    public void close() {
        backend.close();
    }
}
