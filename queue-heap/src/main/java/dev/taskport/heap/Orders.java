package dev.taskport.heap;

import dev.taskport.domain.Ageing;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.Task;
import java.util.Comparator;

/** What each strategy means for two ready tasks. Ties are broken by id, never by time. */
final class Orders {

    /** By when they become due. */
    static final Comparator<Entry> BY_TIME =
            Comparator.comparing(Entry::runAfter).thenComparing(Entry::id);

    private static final Comparator<Entry> BY_ID = (a, b) -> Long.compare(a.id().value(), b.id().value());

    private static final Comparator<Entry> BY_PRIORITY = (a, b) -> {
        int more = Integer.compare(priority(a.task()), priority(b.task()));
        return more == 0 ? BY_ID.compare(a, b) : more;
    };

    private Orders() {}

    /** Whether the order follows from a task's priority and id alone. */
    static boolean byPriorityAndId(SchedulingStrategy strategy) {
        return switch (strategy) {
            case FIFO, LIFO, PRIORITY -> true;
            case PRIORITY_AGEING, WEIGHTED_RANDOM -> false;
        };
    }

    static Comparator<Entry> of(SchedulingStrategy strategy, Ageing ageing) {
        return switch (strategy) {
            case FIFO -> BY_ID;
            case LIFO -> BY_ID.reversed();
            case PRIORITY -> BY_PRIORITY;
            case PRIORITY_AGEING ->
                Comparator.<Entry>comparingLong(entry -> key(entry, ageing)).thenComparing(BY_ID);
            case WEIGHTED_RANDOM -> Comparator.comparingDouble(Entry::ticket).thenComparing(BY_ID);
        };
    }

    private static int priority(Task task) {
        return task.priority().value();
    }

    private static long key(Entry entry, Ageing ageing) {
        return ageing.key(entry.task().state().createdAt(), entry.task().priority());
    }
}
