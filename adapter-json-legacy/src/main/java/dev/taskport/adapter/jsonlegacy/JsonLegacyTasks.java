package dev.taskport.adapter.jsonlegacy;

import dev.taskport.domain.ExternalId;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.Workspace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tasks of a file, found by id, by the file's own id, and by what they wait for. Immutable. */
final class JsonLegacyTasks {

    /** The old queue had no workspaces. */
    static final Workspace WORKSPACE = Workspace.DEFAULT;

    private final NavigableMap<TaskId, Task> byId = new TreeMap<>();
    private final Map<ExternalId, Task> byExternalId = new HashMap<>();
    private final Map<TaskId, List<TaskId>> dependants = new HashMap<>();

    JsonLegacyTasks(List<Task> tasks) {
        tasks.forEach(this::add);
    }

    private void add(Task task) {
        byId.put(task.id(), task);
        ExternalId externalId = task.spec().externalId();
        if (externalId != null) {
            byExternalId.put(externalId, task);
        }
        task.state()
                .dependencies()
                .forEach(dependency -> dependants
                        .computeIfAbsent(dependency.on(), on -> new ArrayList<>())
                        .add(task.id()));
    }

    int size() {
        return byId.size();
    }

    long unfinished() {
        return byId.values().stream().filter(task -> !task.status().finished()).count();
    }

    Optional<Task> find(TaskId id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<Task> find(ExternalId id) {
        return Optional.ofNullable(byExternalId.get(id));
    }

    List<TaskId> dependants(TaskId id) {
        return dependants.getOrDefault(id, List.of());
    }

    /** In order of id, beginning after the given one. */
    Stream<Task> after(@Nullable TaskId id) {
        return (id == null ? byId : byId.tailMap(id, false)).values().stream();
    }
}
