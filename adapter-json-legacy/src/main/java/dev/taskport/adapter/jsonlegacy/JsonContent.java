package dev.taskport.adapter.jsonlegacy;

import dev.taskport.domain.Lane;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.heap.HeapChange;
import dev.taskport.heap.HeapContent;
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
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The content of a store while it is put together from a document and the journal of changes since. */
final class JsonContent {

    private final Map<TaskId, KeptTask> tasks = new TreeMap<>();
    private final Map<RecordKey, StoredRecord> records = new HashMap<>();
    private final Map<Integer, NodeGrant> grants = new TreeMap<>();
    private final Map<Lane, Double> lanes = new HashMap<>();
    private Set<Pause> pauses;

    JsonContent(HeapContent from) {
        from.tasks().forEach(kept -> tasks.put(kept.task().id(), kept));
        from.records().forEach(kept -> records.put(kept.key(), kept));
        from.grants().forEach(grant -> grants.put(grant.node(), grant));
        from.lanes().forEach(lane -> lanes.put(lane.lane(), lane.value()));
        pauses = from.pauses();
    }

    @Nullable
    Task find(TaskId id) {
        KeptTask kept = tasks.get(id);
        return kept == null ? null : kept.task();
    }

    void apply(HeapChange change) {
        change.saved()
                .forEach(saved -> tasks.put(
                        saved.task().id(),
                        new KeptTask(
                                saved.task(), saved.ticket(), log(saved.task().id()))));
        change.removed().forEach(tasks::remove);
        change.logs().forEach(this::apply);
        change.records().forEach(kept -> records.put(kept.key(), kept));
        change.removedRecords().forEach(records::remove);
        change.grants().forEach(grant -> grants.put(grant.node(), grant));
        change.lanes().forEach(lane -> lanes.put(lane.lane(), lane.value()));
        pauses = Objects.requireNonNullElse(change.pauses(), pauses);
    }

    private void apply(HeapChange.SavedLog log) {
        List<LogLine> lines = new ArrayList<>(log.replaced() ? List.of() : log(log.task()));
        lines.addAll(log.added());
        KeptTask kept = tasks.get(log.task());
        if (kept != null) {
            List<LogLine> newest = lines.subList(Math.max(0, lines.size() - TaskLog.LINES_MAX), lines.size());
            tasks.put(log.task(), new KeptTask(kept.task(), kept.ticket(), newest));
        }
    }

    private List<LogLine> log(TaskId task) {
        KeptTask kept = tasks.get(task);
        return kept == null ? List.of() : kept.log();
    }

    HeapContent content() {
        return new HeapContent(
                List.copyOf(tasks.values()),
                List.copyOf(records.values()),
                pauses,
                List.copyOf(grants.values()),
                lanes.entrySet().stream()
                        .map(lane -> new VirtualTime(lane.getKey(), lane.getValue()))
                        .toList());
    }
}
