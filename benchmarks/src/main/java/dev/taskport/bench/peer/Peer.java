package dev.taskport.bench.peer;

import dev.taskport.bench.Phase;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/** Somebody's queue, as its documents advise to set it up. */
public interface Peer {

    /** How it stands in the table. */
    String name();

    /** What it was set to, and what survives what. */
    String settings();

    /** Where it takes part; unless told otherwise with one caller that waits. */
    default Set<Phase> phases() {
        return EnumSet.of(Phase.ENQUEUE_SINGLE, Phase.ENQUEUE_BULK, Phase.DRAIN);
    }

    /** Whether it is asked how soon a task starts, and what idling costs. */
    default boolean waits() {
        return true;
    }

    /** Opens it, creating what it needs, in a folder that may hold it already. */
    Session open(Path folder) throws Exception;
}
