package dev.taskport.migration;

import dev.taskport.domain.TaskStatus;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a migration has before it, in tasks.
 *
 * @param source how many records of the source are, or should be, tasks
 * @param migrate how many are to be written
 * @param present how many the target has already, with the same content
 * @param ahead how many the target has in a newer state
 * @param leftBehind finished ones that were not asked for
 * @param kept how many conflict and are left as the target has them
 * @param rejected records that are no tasks
 * @param records documents that are to be written
 * @param byStatus the source's tasks
 */
record Figures(
        long source,
        long migrate,
        long present,
        long ahead,
        long leftBehind,
        long kept,
        long rejected,
        long records,
        Map<TaskStatus, Long> byStatus) {

    Figures {
        byStatus = byStatus.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(byStatus));
    }

    long skipped() {
        return present + ahead + leftBehind + kept;
    }
}
