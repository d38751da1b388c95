package dev.taskport.adapter.sqlite;

import dev.taskport.domain.LaneMerge;
import dev.taskport.domain.SchedulingStrategy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The first tasks of several lanes together, in an order that depends on the task alone. */
final class LaneHeads {

    /** The fewest heads that are read of each range. */
    private static final int AT_LEAST = 8;

    private static final int MORE = 4;

    private final LeasingSql sql;
    private final SchedulingStrategy strategy;
    /** How many ranges the last question met; the next one reads as much of each as that makes likely to be enough. */
    private int ranges = 1;

    LaneHeads(LeasingSql sql, SchedulingStrategy strategy) {
        this.sql = sql;
        this.strategy = strategy;
    }

    List<Candidate> first(List<Long> lanes, int max) {
        int met = Math.max(ranges, lanes.size());
        int limit = met == 1 ? max : Math.min(max, AT_LEAST + 2 * max / met);
        while (true) {
            Map<Object, List<Candidate>> heads = byRange(sql.heads(strategy, lanes, limit));
            ranges = heads.size();
            List<Candidate> chosen = LaneMerge.first(
                    max, heads.values().stream().map(List::iterator).toList(), order());
            if (limit >= max || !usedUp(chosen, limit)) {
                return chosen;
            }
            limit = Math.min(max, limit * MORE);
        }
    }

    /** Whether so many of one range were chosen that the next of the same might belong before the others. */
    private boolean usedUp(List<Candidate> chosen, int limit) {
        return byRange(chosen).values().stream().anyMatch(range -> range.size() >= limit);
    }

    private Map<Object, List<Candidate>> byRange(List<Candidate> candidates) {
        Map<Object, List<Candidate>> byRange = new LinkedHashMap<>();
        for (Candidate candidate : candidates) {
            byRange.computeIfAbsent(range(candidate), range -> new ArrayList<>())
                    .add(candidate);
        }
        byRange.values().forEach(range -> range.sort(order()));
        return byRange;
    }

    /** What lies together in the order that is asked for: a rank where priorities are passed over, else a lane. */
    private Object range(Candidate candidate) {
        return switch (strategy) {
            case FIFO, LIFO -> new Rank(candidate.lane(), candidate.priority());
            case PRIORITY, PRIORITY_AGEING, WEIGHTED_RANDOM -> candidate.lane();
        };
    }

    private Comparator<Candidate> order() {
        Comparator<Candidate> byId = Comparator.comparing(Candidate::id);
        return switch (strategy) {
            case FIFO -> byId;
            case LIFO -> byId.reversed();
            case PRIORITY -> Comparator.comparingInt(Candidate::priority).thenComparing(byId);
            case PRIORITY_AGEING, WEIGHTED_RANDOM ->
                Comparator.comparingDouble(Candidate::key).thenComparing(byId);
        };
    }
}
