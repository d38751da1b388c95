package dev.taskport.migration;

import dev.taskport.domain.Stamp;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.port.RecordKey;
import dev.taskport.port.StoredRecord;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the look at both sides showed.
 *
 * @param fingerprint of the source: equal for equal contents
 * @param stranded tasks that others wait for, and that cannot come to the target
 * @param leftAlone tasks that are not written
 * @param recordsLeftAlone records that are not written
 * @param replaced tasks that take the place of a state of the target, and the stamp of that state
 * @param recordsReplaced records that take the place of one of the target, and the version they get
 */
record Findings(
        Figures figures,
        String fingerprint,
        List<Conflict> conflicts,
        Set<TaskId> stranded,
        Set<TaskId> leftAlone,
        Set<RecordKey> recordsLeftAlone,
        Map<TaskId, Stamp> replaced,
        Map<RecordKey, Long> recordsReplaced) {

    Findings {
        conflicts = List.copyOf(conflicts);
        stranded = Set.copyOf(stranded);
        leftAlone = Set.copyOf(leftAlone);
        recordsLeftAlone = Set.copyOf(recordsLeftAlone);
        replaced = Map.copyOf(replaced);
        recordsReplaced = Map.copyOf(recordsReplaced);
    }

    /** Whether the target should hold the task when the migration is done. */
    boolean moves(Task task) {
        return !leftAlone.contains(task.id());
    }

    /** Whether the target should hold the record when the migration is done. */
    boolean moves(StoredRecord stored) {
        return !recordsLeftAlone.contains(stored.key());
    }
}
