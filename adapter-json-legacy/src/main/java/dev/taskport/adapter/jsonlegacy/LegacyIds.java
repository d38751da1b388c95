package dev.taskport.adapter.jsonlegacy;

import dev.taskport.domain.Lineage;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ids of a file's tasks: the one by which a task is known already, else the one that Taskport has written beside it,
 * else the one that belongs to its place in the file, or the next that is free.
 */
final class LegacyIds {

    private record Identity(TaskId id, Lineage lineage, boolean ownsKept) {}

    private final List<Identity> identities;

    private LegacyIds(List<Identity> identities) {
        this.identities = identities;
    }

    TaskId id(int i) {
        return identities.get(i).id();
    }

    Lineage lineage(int i) {
        return identities.get(i).lineage();
    }

    /** Whether what is kept beside the record is about this task, and not about another that has the same id. */
    boolean ownsKept(int i) {
        return identities.get(i).ownsKept();
    }

    /**
     * Gives out the ids.
     *
     * @param places how many ids belong to places in the file
     * @param known by the file's own id
     */
    static LegacyIds of(LegacyIdentity identity, int places, List<LegacyTaskJson> sources, Map<String, Task> known) {
        Set<TaskId> taken = new HashSet<>();
        known.values().forEach(task -> taken.add(task.id()));
        List<@Nullable Identity> found = new ArrayList<>();
        sources.forEach(source -> found.add(found(source, known, taken)));
        int next = places;
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i) == null) {
                TaskId id = identity.id(sources.get(i).index());
                while (!taken.add(id)) {
                    id = identity.id(next++);
                }
                found.set(i, new Identity(id, identity.lineage(), false));
            }
        }
        return new LegacyIds(found.stream().map(Objects::requireNonNull).toList());
    }

    private static @Nullable Identity found(LegacyTaskJson source, Map<String, Task> known, Set<TaskId> taken) {
        Optional<KeptFields> kept = KeptFields.of(source);
        Task task = LegacyTaskJson.text(source.fields(), "id").map(known::get).orElse(null);
        if (task != null) {
            return new Identity(task.id(), task.lineage(), kept.isPresent());
        }
        return kept.flatMap(LegacyIds::written)
                .filter(written -> taken.add(written.id()))
                .orElse(null);
    }

    private static Optional<Identity> written(KeptFields kept) {
        try {
            return kept.text(TaskFields.ID)
                    .flatMap(id -> kept.text(TaskFields.LINEAGE)
                            .map(lineage -> new Identity(
                                    TaskId.parse(id), new Lineage(Long.parseUnsignedLong(lineage, 16)), true)));
        } catch (RuntimeException e) {
            // Another program has made something else of it.
            return Optional.empty();
        }
    }
}
