package dev.taskport.heap;

import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.port.LogLine;
import dev.taskport.port.NodeGrant;
import dev.taskport.port.Pause;
import dev.taskport.port.RecordKey;
import dev.taskport.port.StoredRecord;
import dev.taskport.port.TransferItem;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a group of writes changed, as it is after the group.
 *
 * @param saved new and changed tasks, by id
 * @param removed tasks that are gone, and their logs with them
 * @param logs changed logs of tasks that are still there
 * @param records new and changed documents
 * @param removedRecords documents that are gone
 * @param pauses all of them, if any was added or removed, else null
 * @param grants the last grant of each node that was granted
 * @param lanes lanes whose race has run on
 */
public record HeapChange(
        List<SavedTask> saved,
        List<TaskId> removed,
        List<SavedLog> logs,
        List<StoredRecord> records,
        List<RecordKey> removedRecords,
        @Nullable Set<Pause> pauses,
        List<NodeGrant> grants,
        List<TransferItem.VirtualTime> lanes) {

    public HeapChange {
        saved = List.copyOf(saved);
        removed = List.copyOf(removed);
        logs = List.copyOf(logs);
        records = List.copyOf(records);
        removedRecords = List.copyOf(removedRecords);
        pauses = pauses == null ? null : Set.copyOf(pauses);
        grants = List.copyOf(grants);
        lanes = List.copyOf(lanes);
    }

    public boolean isEmpty() {
        return !changesTasks()
                && logs.isEmpty()
                && records.isEmpty()
                && removedRecords.isEmpty()
                && pauses == null
                && grants.isEmpty()
                && lanes.isEmpty();
    }

    /** Whether any task is not what it was, its place in the weighted race aside. */
    public boolean changesTasks() {
        return !removed.isEmpty() || saved.stream().anyMatch(SavedTask::changed);
    }

    /**
     * A task that changed.
     *
     * @param before what it was before the group; null if it is new
     * @param ticket its place in the weighted race of its lane; null if it has none
     */
    public record SavedTask(
            @Nullable Task before, Task task, @Nullable Double ticket) {

        public boolean changed() {
            return !task.equals(before);
        }
    }

    /**
     * A log that changed.
     *
     * @param replaced whether what was in it before is gone
     * @param added the new lines
     */
    public record SavedLog(TaskId task, boolean replaced, List<LogLine> added) {
        public SavedLog {
            added = List.copyOf(added);
        }
    }
}
