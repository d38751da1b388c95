package dev.taskport.port;

import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskType;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts of a workspace.
 *
 * @param byTypeAndStatus only what is not zero
 * @param oldestQueuedSince when the longest-waiting due task became due; null if none waits
 * @param asOf when the counts were true
 */
public record TaskStats(
        SortedMap<TaskType, Map<TaskStatus, Long>> byTypeAndStatus,
        @Nullable Instant oldestQueuedSince,
        Instant asOf) {

    public TaskStats {
        SortedMap<TaskType, Map<TaskStatus, Long>> copy = new TreeMap<>();
        byTypeAndStatus.forEach((type, counts) -> copy.put(type, Map.copyOf(counts)));
        byTypeAndStatus = Collections.unmodifiableSortedMap(copy);
    }

    public long total() {
        return byTypeAndStatus.values().stream()
                .flatMap(counts -> counts.values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    public long count(TaskStatus status) {
        return byTypeAndStatus.values().stream()
                .mapToLong(counts -> counts.getOrDefault(status, 0L))
                .sum();
    }

    public SortedMap<TaskType, Long> byType() {
        SortedMap<TaskType, Long> totals = new TreeMap<>();
        byTypeAndStatus.forEach((type, counts) -> totals.put(
                type, counts.values().stream().mapToLong(Long::longValue).sum()));
        return totals;
    }
}
