package dev.taskport.heap;

import dev.taskport.domain.Dependency;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Finds the tasks that wait for a task, and those that are BLOCKED. */
final class DependencyIndex implements TaskIndex {

    private final Map<TaskId, NavigableSet<TaskId>> dependants = new HashMap<>();
    private final NavigableSet<TaskId> blocked = new TreeSet<>();

    /** By id, at most {@code limit}. */
    List<TaskId> dependants(TaskId task, int limit) {
        NavigableSet<TaskId> waiting = dependants.get(task);
        return waiting == null ? List.of() : waiting.stream().limit(limit).toList();
    }

    /** By id, from the first behind {@code after}, at most {@code limit}. */
    List<TaskId> blocked(TaskId after, int limit) {
        return blocked.tailSet(after, false).stream().limit(limit).toList();
    }

    @Override
    public void add(Entry entry) {
        if (entry.status() == TaskStatus.BLOCKED) {
            blocked.add(entry.id());
        }
        for (Dependency dependency : entry.task().state().dependencies()) {
            if (!dependency.satisfied()) {
                dependants
                        .computeIfAbsent(dependency.on(), on -> new TreeSet<>())
                        .add(entry.id());
            }
        }
    }

    @Override
    public void remove(Entry entry) {
        if (entry.status() == TaskStatus.BLOCKED) {
            blocked.remove(entry.id());
        }
        for (Dependency dependency : entry.task().state().dependencies()) {
            dependants.computeIfPresent(dependency.on(), (on, waiting) -> {
                waiting.remove(entry.id());
                return waiting.isEmpty() ? null : waiting;
            });
        }
    }
}
