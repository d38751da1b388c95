package dev.taskport.heap;

import dev.taskport.domain.Lane;
import dev.taskport.domain.TaskSpec;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.Workspace;
import dev.taskport.port.BackendOptions;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps tasks lane by lane, and counts them, so that statistics need not look at every task. */
final class LaneIndex implements TaskIndex {

    private final BackendOptions options;
    // A lane stays when it runs empty: its virtual time must never go back.
    private final Map<Lane, LaneQueue> lanes = new HashMap<>();
    /** The lane asked for last: the next task is most likely one of the same kind. */
    private @Nullable LaneQueue recent;

    LaneIndex(BackendOptions options) {
        this.options = options;
    }

    Collection<LaneQueue> all() {
        return Collections.unmodifiableCollection(lanes.values());
    }

    LaneQueue of(Lane lane) {
        return lanes.computeIfAbsent(lane, created -> new LaneQueue(created, options));
    }

    /** Where tasks of this kind belong. */
    LaneQueue of(TaskSpec spec) {
        LaneQueue known = recent;
        if (known == null || !known.serves(spec)) {
            known = of(spec.lane());
            recent = known;
        }
        return known;
    }

    @Override
    public void add(Entry entry) {
        entry.queue().add(entry);
    }

    @Override
    public void remove(Entry entry) {
        entry.queue().remove(entry);
    }

    /** The workspaces that hold tasks. */
    Stream<Workspace> workspaces() {
        return lanes.values().stream()
                .filter(queue -> Stream.of(TaskStatus.values()).anyMatch(status -> queue.count(status) > 0))
                .map(queue -> queue.lane().workspace())
                .distinct();
    }

    /** How many tasks of each type have which status; only what is not zero. */
    SortedMap<TaskType, Map<TaskStatus, Long>> counts(Workspace workspace) {
        SortedMap<TaskType, Map<TaskStatus, Long>> counts = new TreeMap<>();
        for (LaneQueue queue : lanes.values()) {
            if (queue.lane().workspace().equals(workspace)) {
                count(queue, counts);
            }
        }
        return counts;
    }

    private static void count(LaneQueue queue, SortedMap<TaskType, Map<TaskStatus, Long>> counts) {
        for (TaskStatus status : TaskStatus.values()) {
            if (queue.count(status) > 0) {
                counts.computeIfAbsent(queue.lane().type(), type -> new EnumMap<>(TaskStatus.class))
                        .merge(status, queue.count(status), Long::sum);
            }
        }
    }
}
