package dev.taskport.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

/** Merges the heads of lanes that are each in order, touching no more of a lane than the claim takes. */
public final class LaneMerge {

    private LaneMerge() {}

    /**
     * The first {@code max} of all lanes together.
     *
     * @param lanes each in the order of {@code order}
     */
    public static <T> List<T> first(int max, Collection<? extends Iterator<T>> lanes, Comparator<? super T> order) {
        PriorityQueue<Head<T>> heads = new PriorityQueue<>(Comparator.comparing(Head::item, order));
        lanes.forEach(lane -> advance(heads, lane));
        List<T> first = new ArrayList<>();
        while (first.size() < max && !heads.isEmpty()) {
            Head<T> next = heads.remove();
            first.add(next.item());
            advance(heads, next.rest());
        }
        return first;
    }

    private static <T> void advance(PriorityQueue<Head<T>> heads, Iterator<T> lane) {
        if (lane.hasNext()) {
            heads.add(new Head<>(lane.next(), lane));
        }
    }

    private record Head<T>(T item, Iterator<T> rest) {}
}
