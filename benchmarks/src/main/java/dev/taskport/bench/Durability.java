package dev.taskport.bench;

import java.util.Locale;

/** What survives what, in SQLite's words for it. */
public enum Durability {
    /** What was acknowledged survives power loss. */
    FULL,
    /** What was acknowledged survives the death of the process. */
    NORMAL;

    /** As the address of a Taskport store has it. */
    public String option() {
        return name().toLowerCase(Locale.ROOT);
    }
}
