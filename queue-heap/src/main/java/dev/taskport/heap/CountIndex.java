package dev.taskport.heap;

import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.Workspace;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts tasks by workspace, type and status, so that statistics need not look at every task. */
final class CountIndex implements TaskIndex {

    private final Map<Workspace, SortedMap<TaskType, Map<TaskStatus, Long>>> counts = new HashMap<>();

    /** The workspaces that hold tasks. */
    Set<Workspace> workspaces() {
        return Set.copyOf(counts.keySet());
    }

    /** A copy; only what is not zero. */
    SortedMap<TaskType, Map<TaskStatus, Long>> counts(Workspace workspace) {
        SortedMap<TaskType, Map<TaskStatus, Long>> copy = new TreeMap<>();
        counts.getOrDefault(workspace, new TreeMap<>())
                .forEach((type, byStatus) -> copy.put(type, Map.copyOf(byStatus)));
        return copy;
    }

    @Override
    public void add(Entry entry) {
        counts.computeIfAbsent(entry.task().workspace(), workspace -> new TreeMap<>())
                .computeIfAbsent(entry.task().type(), type -> new EnumMap<>(TaskStatus.class))
                .merge(entry.status(), 1L, Long::sum);
    }

    @Override
    public void remove(Entry entry) {
        counts.computeIfPresent(entry.task().workspace(), (workspace, byType) -> {
            byType.computeIfPresent(entry.task().type(), (type, byStatus) -> {
                byStatus.computeIfPresent(entry.status(), (status, count) -> count == 1 ? null : count - 1);
                return byStatus.isEmpty() ? null : byStatus;
            });
            return byType.isEmpty() ? null : byType;
        });
    }
}
