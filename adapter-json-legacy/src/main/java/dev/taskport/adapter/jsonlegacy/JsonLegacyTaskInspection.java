package dev.taskport.adapter.jsonlegacy;

import dev.taskport.domain.ExternalId;
import dev.taskport.domain.IdempotencyKey;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.Workspace;
import dev.taskport.port.ClaimPreview;
import dev.taskport.port.ClaimRequest;
import dev.taskport.port.Pause;
import dev.taskport.port.TaskInspection;
import dev.taskport.port.TaskQuery;
import dev.taskport.port.TaskStats;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Looks at the tasks of a file, as they were when it was opened. */
record JsonLegacyTaskInspection(JsonLegacyTasks tasks, JsonLegacyReadOnly readOnly, InstantSource clock)
        implements TaskInspection {

    @Override
    public Optional<Task> find(Workspace workspace, TaskId id) {
        return tasks.find(id).filter(task -> task.workspace().equals(workspace));
    }

    @Override
    public Optional<Task> find(Workspace workspace, ExternalId id) {
        return tasks.find(id).filter(task -> task.workspace().equals(workspace));
    }

    /** The old queue had no such keys. */
    @Override
    public Optional<Task> find(Workspace workspace, IdempotencyKey key) {
        return Optional.empty();
    }

    @Override
    public List<Task> list(TaskQuery query) {
        return tasks.after(query.after())
                .filter(query::matches)
                .limit(query.limit())
                .toList();
    }

    @Override
    public List<TaskId> dependants(Workspace workspace, TaskId task, int limit) {
        return workspace.equals(JsonLegacyTasks.WORKSPACE)
                ? tasks.dependants(task).stream().limit(limit).toList()
                : List.of();
    }

    @Override
    public TaskStats stats(Workspace workspace) {
        Instant now = clock.instant();
        SortedMap<TaskType, Map<TaskStatus, Long>> counts = new TreeMap<>();
        of(workspace)
                .forEach(task -> counts.computeIfAbsent(task.type(), type -> new EnumMap<>(TaskStatus.class))
                        .merge(task.status(), 1L, Long::sum));
        Instant oldest = of(workspace).stream()
                .filter(task -> task.due(now))
                .map(task -> task.state().runAfter())
                .min(Instant::compareTo)
                .orElse(null);
        return new TaskStats(counts, oldest, now);
    }

    private List<Task> of(Workspace workspace) {
        return tasks.after(null)
                .filter(task -> task.workspace().equals(workspace))
                .toList();
    }

    @Override
    public List<Workspace> workspaces() {
        return List.of(JsonLegacyTasks.WORKSPACE);
    }

    @Override
    public Set<Pause> pauses() {
        return Set.of();
    }

    @Override
    public ClaimPreview preview(ClaimRequest request) {
        throw readOnly.refusal("A preview of a claim");
    }
}
