package dev.taskport.adapter.sqlite;

import dev.taskport.domain.LaneMerge;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.TaskId;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The first tasks of several lanes together, in an order that depends on the task alone. */
final class LaneHeads {

    /** The fewest heads that are read of each lane. */
    private static final int AT_LEAST = 8;

    private LaneHeads() {}

    static List<TaskId> first(LeasingSql sql, SchedulingStrategy strategy, List<Long> lanes, int max) {
        // With many lanes, most of them give little: a few heads of each are read, and more only where they were used
        // up.
        int limit = lanes.size() == 1 ? max : Math.min(max, AT_LEAST + 2 * max / lanes.size());
        while (true) {
            List<Candidate> chosen = merge(strategy, read(sql, strategy, Json.numbers(lanes), limit), max);
            if (limit >= max || !usedUp(chosen, limit)) {
                return chosen.stream().map(Candidate::id).toList();
            }
            limit = Math.min(max, limit * 4);
        }
    }

    /** Whether so many of one lane were chosen that the next of the same lane might belong before the others. */
    private static boolean usedUp(List<Candidate> chosen, int limit) {
        return chosen.stream().collect(Collectors.groupingBy(Candidate::lane, Collectors.counting())).values().stream()
                .anyMatch(count -> count >= limit);
    }

    private static List<Candidate> merge(SchedulingStrategy strategy, List<Candidate> heads, int max) {
        Comparator<Candidate> order = order(strategy);
        Map<Long, List<Candidate>> byLane = heads.stream()
                .sorted(order)
                .collect(Collectors.groupingBy(Candidate::lane, TreeMap::new, Collectors.toList()));
        Collection<Iterator<Candidate>> iterators =
                byLane.values().stream().map(List::iterator).toList();
        return LaneMerge.first(max, iterators, order);
    }

    private static List<Candidate> read(LeasingSql sql, SchedulingStrategy strategy, String lanes, int limit) {
        return switch (strategy) {
            case FIFO -> sql.oldest(lanes, limit);
            case LIFO -> sql.newest(lanes, limit);
            case PRIORITY -> sql.mostUrgent(lanes, limit);
            case PRIORITY_AGEING -> sql.mostUrgentWithAge(lanes, limit);
            case WEIGHTED_RANDOM -> sql.smallestTickets(lanes, limit);
        };
    }

    private static Comparator<Candidate> order(SchedulingStrategy strategy) {
        Comparator<Candidate> byId = Comparator.comparing(Candidate::id);
        return switch (strategy) {
            case FIFO -> byId;
            case LIFO -> byId.reversed();
            case PRIORITY, PRIORITY_AGEING, WEIGHTED_RANDOM ->
                Comparator.comparingDouble(Candidate::key).thenComparing(byId);
        };
    }
}
