package dev.taskport.heap;

import dev.taskport.domain.ExternalId;
import dev.taskport.domain.IdempotencyKey;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskSpec;
import dev.taskport.domain.Workspace;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Finds tasks by their idempotency keys and external ids, each unique in its workspace. */
final class NameIndex implements TaskIndex {

    private final Map<Named<IdempotencyKey>, TaskId> keys = new HashMap<>();
    private final Map<Named<ExternalId>, TaskId> externalIds = new HashMap<>();

    private record Named<N>(Workspace workspace, N name) {}

    Optional<TaskId> find(Workspace workspace, IdempotencyKey key) {
        return Optional.ofNullable(keys.get(new Named<>(workspace, key)));
    }

    Optional<TaskId> find(Workspace workspace, ExternalId externalId) {
        return Optional.ofNullable(externalIds.get(new Named<>(workspace, externalId)));
    }

    @Override
    public void add(Entry entry) {
        TaskSpec spec = entry.task().spec();
        if (spec.idempotencyKey() != null) {
            keys.put(new Named<>(spec.workspace(), spec.idempotencyKey()), entry.id());
        }
        if (spec.externalId() != null) {
            externalIds.put(new Named<>(spec.workspace(), spec.externalId()), entry.id());
        }
    }

    @Override
    public void remove(Entry entry) {
        TaskSpec spec = entry.task().spec();
        if (spec.idempotencyKey() != null) {
            keys.remove(new Named<>(spec.workspace(), spec.idempotencyKey()));
        }
        if (spec.externalId() != null) {
            externalIds.remove(new Named<>(spec.workspace(), spec.externalId()));
        }
    }
}
