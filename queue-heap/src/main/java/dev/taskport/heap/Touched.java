package dev.taskport.heap;

import dev.taskport.domain.Lane;
import dev.taskport.domain.TaskId;
import dev.taskport.heap.HeapChange.SavedLog;
import dev.taskport.heap.HeapChange.SavedTask;
import dev.taskport.port.NodeGrant;
import dev.taskport.port.Pause;
import dev.taskport.port.RecordKey;
import dev.taskport.port.StoredRecord;
import dev.taskport.port.TransferItem.VirtualTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the running writes have touched, each thing with what it was before. */
final class Touched {

    private static final long REPLACED = -1;

    private final boolean recording;
    private final SortedMap<TaskId, Optional<Entry>> tasks = new TreeMap<>();
    private final Map<RecordKey, Optional<StoredRecord>> records = new LinkedHashMap<>();
    /** The last line of each log before it was appended to, or that it was replaced. */
    private final Map<TaskId, Long> logs = new LinkedHashMap<>();

    private final Map<Lane, Double> lanes = new LinkedHashMap<>();
    private final Set<Integer> nodes = new LinkedHashSet<>();
    private @Nullable Set<Pause> pauses;

    /** @param recording false for a store whose changes nobody keeps */
    Touched(boolean recording) {
        this.recording = recording;
    }

    void task(TaskId id, @Nullable Entry before) {
        if (recording) {
            tasks.putIfAbsent(id, Optional.ofNullable(before));
        }
    }

    void record(RecordKey key, @Nullable StoredRecord before) {
        if (recording) {
            records.putIfAbsent(key, Optional.ofNullable(before));
        }
    }

    void logAppended(TaskId task, long lastBefore) {
        if (recording) {
            logs.putIfAbsent(task, lastBefore);
        }
    }

    void logReplaced(TaskId task) {
        if (recording) {
            logs.put(task, REPLACED);
        }
    }

    void lane(Lane lane, double before) {
        if (recording) {
            lanes.putIfAbsent(lane, before);
        }
    }

    void node(int node) {
        if (recording) {
            nodes.add(node);
        }
    }

    void pauses(Set<Pause> before) {
        if (recording && pauses == null) {
            pauses = Set.copyOf(before);
        }
    }

    void forget() {
        tasks.clear();
        records.clear();
        logs.clear();
        lanes.clear();
        nodes.clear();
        pauses = null;
    }

    /** What is different from before, as it is now. */
    HeapChange change(HeapStore store) {
        List<SavedTask> saved = new ArrayList<>();
        List<TaskId> removed = new ArrayList<>();
        tasks.forEach((id, before) -> task(store, id, before.orElse(null), saved, removed));
        List<StoredRecord> put = new ArrayList<>();
        List<RecordKey> deleted = new ArrayList<>();
        records.forEach((key, before) -> document(store, key, before.orElse(null), put, deleted));
        boolean paused = pauses != null && !pauses.equals(store.pauses().all());
        return new HeapChange(
                saved,
                removed,
                logs(store),
                put,
                deleted,
                paused ? store.pauses().all() : null,
                grants(store),
                lanes(store));
    }

    private static void task(
            HeapStore store, TaskId id, @Nullable Entry before, List<SavedTask> saved, List<TaskId> removed) {
        Entry after = store.tasks().stored(id);
        if (after == null) {
            if (before != null) {
                removed.add(id);
            }
        } else if (before == null || !after.task().equals(before.task()) || !sameTicket(before, after)) {
            saved.add(new SavedTask(before == null ? null : before.task(), after.task(), after.ticketOrNull()));
        }
    }

    private static boolean sameTicket(Entry before, Entry after) {
        return Objects.equals(before.ticketOrNull(), after.ticketOrNull());
    }

    private static void document(
            HeapStore store,
            RecordKey key,
            @Nullable StoredRecord before,
            List<StoredRecord> put,
            List<RecordKey> deleted) {
        StoredRecord after = store.records().kept(key).orElse(null);
        if (after != null && !after.equals(before)) {
            put.add(after);
        } else if (after == null && before != null) {
            deleted.add(key);
        }
    }

    private List<SavedLog> logs(HeapStore store) {
        List<SavedLog> saved = new ArrayList<>();
        logs.forEach((task, last) -> {
            if (store.tasks().find(task).isPresent()) {
                long after = Math.max(0, last);
                saved.add(new SavedLog(task, last == REPLACED, store.logs().lines(task, after, Integer.MAX_VALUE)));
            }
        });
        return saved;
    }

    private List<NodeGrant> grants(HeapStore store) {
        return nodes.stream()
                .flatMap(node -> Optional.ofNullable(store.nodes().last(node)).stream())
                .toList();
    }

    private List<VirtualTime> lanes(HeapStore store) {
        return lanes.entrySet().stream()
                .map(lane -> new VirtualTime(
                        lane.getKey(), store.tasks().lanes().of(lane.getKey()).virtualTime()))
                .filter(now -> !Objects.equals(lanes.get(now.lane()), now.value()))
                .toList();
    }
}
