package dev.taskport.adapter.sqlite;

import dev.taskport.domain.ExternalId;
import dev.taskport.domain.IdempotencyKey;
import dev.taskport.domain.Micros;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.Workspace;
import dev.taskport.port.ClaimPreview;
import dev.taskport.port.ClaimRequest;
import dev.taskport.port.Pause;
import dev.taskport.port.RequestChecks;
import dev.taskport.port.TaskInspection;
import dev.taskport.port.TaskQuery;
import dev.taskport.port.TaskStats;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

final class SqliteTaskInspection implements TaskInspection {

    private final SqliteStore store;

    SqliteTaskInspection(SqliteStore store) {
        this.store = store;
    }

    @Override
    public Optional<Task> find(Workspace workspace, TaskId id) {
        return store.read(session -> find(session, workspace, id));
    }

    @Override
    public Optional<Task> find(Workspace workspace, ExternalId id) {
        return store.read(session -> session.intake()
                .byExternalId(workspace.value(), id.value())
                .flatMap(found -> find(session, workspace, new TaskId(found))));
    }

    @Override
    public Optional<Task> find(Workspace workspace, IdempotencyKey key) {
        return store.read(session -> session.intake()
                .byKey(workspace.value(), key.value())
                .flatMap(found -> find(session, workspace, new TaskId(found))));
    }

    private static Optional<Task> find(SqlSession session, Workspace workspace, TaskId id) {
        return session.reading()
                .find(id)
                .map(StoredTask::task)
                .filter(task -> task.workspace().equals(workspace));
    }

    @Override
    public List<Task> list(TaskQuery query) {
        return store.read(session -> new TaskListing(session, query).list());
    }

    @Override
    public List<TaskId> dependants(Workspace workspace, TaskId task, int limit) {
        RequestChecks.requireDependants(limit);
        return store.read(session -> session.inspection().dependants(workspace.value(), task.value(), limit)).stream()
                .map(TaskId::new)
                .toList();
    }

    @Override
    public TaskStats stats(Workspace workspace) {
        Instant now = Micros.toInstant(Micros.of(store.now()));
        return store.read(session -> {
            SortedMap<TaskType, Map<TaskStatus, Long>> counts = new TreeMap<>();
            for (InspectionSql.TallyRow row : session.inspection().tally(workspace.value())) {
                counts.computeIfAbsent(new TaskType(row.type()), type -> new EnumMap<>(TaskStatus.class))
                        .put(TaskStatus.valueOf(row.status()), row.tasks());
            }
            Long oldest = session.inspection().oldest(workspace.value(), Micros.of(now));
            return new TaskStats(counts, Micros.toInstantNullable(oldest), now);
        });
    }

    @Override
    public List<Workspace> workspaces() {
        long now = Micros.of(store.now());
        return store.read(session -> session.inspection().workspaces(now)).stream()
                .map(Workspace::new)
                .toList();
    }

    @Override
    public Set<Pause> pauses() {
        return store.read(session -> session.store().pauses());
    }

    @Override
    public ClaimPreview preview(ClaimRequest request) {
        Instant now = Micros.toInstant(Micros.of(store.now()));
        return store.read(session -> new Preview(session, request, now).preview());
    }
}
