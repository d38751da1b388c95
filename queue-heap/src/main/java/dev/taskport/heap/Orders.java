package dev.taskport.heap;

import dev.taskport.domain.Ageing;
import dev.taskport.domain.SchedulingStrategy;
import java.util.Comparator;

/** What each strategy means for two ready tasks. Ties are broken by id, never by time. */
final class Orders {

    /** By when they become due. */
    static final Comparator<Entry> BY_TIME =
            Comparator.comparing(Entry::runAfter).thenComparing(Entry::id);

    private Orders() {}

    static Comparator<Entry> of(SchedulingStrategy strategy, Ageing ageing) {
        Comparator<Entry> byId = Comparator.comparing(Entry::id);
        return switch (strategy) {
            case FIFO -> byId;
            case LIFO -> byId.reversed();
            case PRIORITY ->
                Comparator.<Entry, Integer>comparing(
                                entry -> entry.task().priority().value())
                        .thenComparing(byId);
            case PRIORITY_AGEING ->
                Comparator.<Entry, Long>comparing(entry -> key(entry, ageing)).thenComparing(byId);
            case WEIGHTED_RANDOM -> Comparator.comparingDouble(Entry::ticket).thenComparing(byId);
        };
    }

    private static long key(Entry entry, Ageing ageing) {
        return ageing.key(entry.task().state().createdAt(), entry.task().priority());
    }
}
