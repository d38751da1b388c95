package dev.taskport.bench;

import java.nio.file.Path;

/** One way to keep a queue. For one thread at a time; what it needs of threads it starts itself. */
public interface Contestant {

    /** How it stands in the table, with its durability. */
    String name();

    /** How it is set up, and what of it survives what; for the report. */
    default String settings() {
        return "";
    }

    boolean takesPart(Phase phase);

    /**
     * Does the work of a phase in an empty folder and counts what was really done.
     *
     * @return how long the work took, without what prepares it
     * @throws IllegalStateException if a task is missing at the end, or was handled twice
     */
    Measured run(Phase phase, Load load, Path folder) throws Exception;
}
