package dev.taskport.heap;

import dev.taskport.port.Pause;
import java.util.HashSet;
import java.util.Set;

/** The gates that are closed. */
final class PauseTable {

    private final Undo undo;
    private final Touched touched;
    private final Set<Pause> pauses = new HashSet<>();

    PauseTable(Undo undo, Touched touched) {
        this.undo = undo;
        this.touched = touched;
    }

    Set<Pause> all() {
        return Set.copyOf(pauses);
    }

    /** Whether the pause was not there before. */
    boolean add(Pause pause) {
        touched.pauses(pauses);
        boolean added = pauses.add(pause);
        if (added) {
            undo.note(() -> pauses.remove(pause));
        }
        return added;
    }

    /** Whether the pause was there. */
    boolean remove(Pause pause) {
        touched.pauses(pauses);
        boolean removed = pauses.remove(pause);
        if (removed) {
            undo.note(() -> pauses.add(pause));
        }
        return removed;
    }
}
