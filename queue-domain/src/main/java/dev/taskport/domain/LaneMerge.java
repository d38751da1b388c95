package dev.taskport.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Merges the heads of lanes that are each in order, touching no more of a lane than the claim takes. */
public final class LaneMerge {

    private LaneMerge() {}

    /**
     * The first {@code max} of all lanes together.
     *
     * @param lanes each in the order of {@code order}
     */
    public static <T> List<T> first(int max, Collection<? extends Iterator<T>> lanes, Comparator<? super T> order) {
        PriorityQueue<Head<T>> heads = new PriorityQueue<>((a, b) -> order.compare(a.item, b.item));
        for (Iterator<T> lane : lanes) {
            if (lane.hasNext()) {
                heads.add(new Head<>(lane));
            }
        }
        List<T> first = new ArrayList<>();
        while (first.size() < max && !heads.isEmpty()) {
            Head<T> next = heads.remove();
            boolean more;
            // The first of a lane often come in a row: as long as it leads, the others need not be put in order again.
            do {
                first.add(next.item);
                more = next.advance();
            } while (more && first.size() < max && next.leads(heads.peek(), order));
            if (more) {
                heads.add(next);
            }
        }
        return first;
    }

    /** The next of one lane, and those behind it. */
    private static final class Head<T> {
        private final Iterator<T> lane;
        private T item;

        Head(Iterator<T> lane) {
            this.lane = lane;
            this.item = lane.next();
        }

        /** Whether there is another. */
        boolean advance() {
            boolean more = lane.hasNext();
            if (more) {
                item = lane.next();
            }
            return more;
        }

        boolean leads(@Nullable Head<T> second, Comparator<? super T> order) {
            return second == null || order.compare(item, second.item) <= 0;
        }
    }
}
