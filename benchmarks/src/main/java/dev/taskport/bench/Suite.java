package dev.taskport.bench;

import java.util.List;
import java.util.Map;

/** Trials that belong together: in every round each of them has one turn. Closing ends what was started for them. */
public interface Suite extends AutoCloseable {

    /** How it is asked for, and how its part of the report begins. */
    String name();

    /** What it compares, in one sentence. */
    String title();

    /** The contestant whose figures the others are divided by, work by work and round by round. */
    String mark();

    /** In the order in which they take turns. */
    List<Trial> trials();

    /** How each contestant was set up, by its name; what a reader needs in order to doubt the figures. */
    default Map<String, String> settings() {
        return Map.of();
    }

    @Override
    default void close() {}
}
