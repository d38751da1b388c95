package dev.taskport.heap;

import dev.taskport.domain.Task;
import dev.taskport.port.LogLine;
import dev.taskport.port.NodeGrant;
import dev.taskport.port.Pause;
import dev.taskport.port.StoredRecord;
import dev.taskport.port.TransferItem;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is in a store, at one moment.
 *
 * @param tasks by id
 * @param records by key, expired ones included
 * @param grants the last one of each node
 * @param lanes every lane whose race has begun
 */
public record HeapContent(
        List<KeptTask> tasks,
        List<StoredRecord> records,
        Set<Pause> pauses,
        List<NodeGrant> grants,
        List<TransferItem.VirtualTime> lanes) {

    /** Nothing. */
    public static final HeapContent EMPTY = new HeapContent(List.of(), List.of(), Set.of(), List.of(), List.of());

    public HeapContent {
        tasks = List.copyOf(tasks);
        records = List.copyOf(records);
        pauses = Set.copyOf(pauses);
        grants = List.copyOf(grants);
        lanes = List.copyOf(lanes);
    }

    /**
     * A task with its log.
     *
     * @param ticket its place in the weighted race of its lane; null if it has none
     */
    public record KeptTask(Task task, @Nullable Double ticket, List<LogLine> log) {
        public KeptTask {
            log = List.copyOf(log);
        }
    }
}
