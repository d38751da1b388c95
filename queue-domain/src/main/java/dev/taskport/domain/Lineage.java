package dev.taskport.domain;

import java.util.random.RandomGenerator;

/**
 * The random number of the store that first took a task in. It tells two tasks apart that came to the same id in
 * different stores.
 */
public record Lineage(long value) {

    /** A new lineage, for a store that is being created. */
    public static Lineage random(RandomGenerator random) {
        return new Lineage(random.nextLong());
    }

    @Override
    public String toString() {
        return String.format("%016x", value);
    }
}
