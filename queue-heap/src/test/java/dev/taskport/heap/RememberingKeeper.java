package dev.taskport.heap;

import dev.taskport.domain.Lane;
import dev.taskport.domain.TaskId;
import dev.taskport.heap.HeapChange.SavedTask;
import dev.taskport.heap.HeapContent.KeptTask;
import dev.taskport.port.LogLine;
import dev.taskport.port.NodeGrant;
import dev.taskport.port.Pause;
import dev.taskport.port.RecordKey;
import dev.taskport.port.StoredRecord;
import dev.taskport.port.TaskLog;
import dev.taskport.port.TransferItem.VirtualTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Knows of a store only what it was told. */
final class RememberingKeeper implements HeapKeeper {

    private final Map<TaskId, SavedTask> tasks = new TreeMap<>();
    private final Map<TaskId, List<LogLine>> logs = new HashMap<>();
    private final Map<RecordKey, StoredRecord> records = new HashMap<>();
    private final Map<Integer, NodeGrant> grants = new TreeMap<>();
    private final Map<Lane, Double> lanes = new HashMap<>();
    private Set<Pause> pauses = Set.of();

    @Override
    public void begin(HeapStore store) {}

    @Override
    public void admit(HeapGrowth growth) {}

    @Override
    public void keep(HeapStore store, HeapChange change) {
        change.saved().forEach(saved -> tasks.put(saved.task().id(), saved));
        change.removed().forEach(id -> {
            tasks.remove(id);
            logs.remove(id);
        });
        change.logs().forEach(this::keep);
        change.records().forEach(kept -> records.put(kept.key(), kept));
        change.removedRecords().forEach(records::remove);
        change.grants().forEach(grant -> grants.put(grant.node(), grant));
        change.lanes().forEach(lane -> lanes.put(lane.lane(), lane.value()));
        pauses = change.pauses() == null ? pauses : change.pauses();
    }

    private void keep(HeapChange.SavedLog log) {
        List<LogLine> lines = log.replaced() ? new ArrayList<>() : logs.getOrDefault(log.task(), new ArrayList<>());
        lines.addAll(log.added());
        logs.put(
                log.task(),
                new ArrayList<>(lines.subList(Math.max(0, lines.size() - TaskLog.LINES_MAX), lines.size())));
    }

    HeapContent content() {
        List<VirtualTime> virtualTimes = lanes.entrySet().stream()
                .map(lane -> new VirtualTime(lane.getKey(), lane.getValue()))
                .toList();
        return new HeapContent(
                tasks.values().stream().map(this::kept).toList(),
                List.copyOf(records.values()),
                pauses,
                List.copyOf(grants.values()),
                virtualTimes);
    }

    private KeptTask kept(SavedTask saved) {
        return new KeptTask(
                saved.task(), saved.ticket(), logs.getOrDefault(saved.task().id(), List.of()));
    }
}
