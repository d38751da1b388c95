package dev.taskport.adapter.inmemory;

import dev.taskport.port.Pause;
import java.util.HashSet;
import java.util.Set;

/** The gates that are closed. */
final class PauseTable {

    private final Undo undo;
    private final Set<Pause> pauses = new HashSet<>();

    PauseTable(Undo undo) {
        this.undo = undo;
    }

    Set<Pause> all() {
        return Set.copyOf(pauses);
    }

    /** Whether the pause was not there before. */
    boolean add(Pause pause) {
        boolean added = pauses.add(pause);
        if (added) {
            undo.note(() -> pauses.remove(pause));
        }
        return added;
    }

    /** Whether the pause was there. */
    boolean remove(Pause pause) {
        boolean removed = pauses.remove(pause);
        if (removed) {
            undo.note(() -> pauses.add(pause));
        }
        return removed;
    }
}
