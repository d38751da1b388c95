package dev.taskport.heap;

import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts the ready tasks of a lane by when they became due; those that came in one call share that moment. */
final class DueTimes {

    private final NavigableMap<Instant, int[]> counts = new TreeMap<>();

    void add(Instant due) {
        counts.computeIfAbsent(due, none -> new int[1])[0]++;
    }

    void remove(Instant due) {
        int[] count = counts.get(due);
        if (count != null && --count[0] == 0) {
            counts.remove(due);
        }
    }

    /** Null if there is none. */
    @Nullable
    Instant first() {
        return counts.isEmpty() ? null : counts.firstKey();
    }

    boolean anyAfter(Instant now) {
        return !counts.isEmpty() && counts.lastKey().isAfter(now);
    }
}
