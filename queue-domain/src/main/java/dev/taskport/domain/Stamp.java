package dev.taskport.domain;

import java.util.Comparator;

/**
 * Which state of a task is newer: first by the generation of the store that wrote it, then by the number of persisted
 * changes, renewals included.
 */
public record Stamp(long generation, long version) implements Comparable<Stamp> {

    private static final Comparator<Stamp> ORDER =
            Comparator.comparingLong(Stamp::generation).thenComparingLong(Stamp::version);

    Stamp next(long storeGeneration) {
        return new Stamp(storeGeneration, version + 1);
    }

    @Override
    public int compareTo(Stamp other) {
        return ORDER.compare(this, other);
    }
}
