package dev.taskport.adapter.sqlite;

import dev.taskport.domain.ErrorCode;
import java.util.Locale;

/** What an acknowledged write survives. */
enum Durability {
    /** Power loss too: every commit is on the disk before it is answered. */
    FULL(2),
    /** The end of the process; a power cut may take the last commits. */
    NORMAL(1);

    private final int synchronous;

    Durability(int synchronous) {
        this.synchronous = synchronous;
    }

    /** The number that SQLite uses for it. */
    int synchronous() {
        return synchronous;
    }

    static Durability parse(String text) {
        for (Durability durability : values()) {
            if (durability.name().toLowerCase(Locale.ROOT).equals(text)) {
                return durability;
            }
        }
        throw ErrorCode.INVALID_REQUEST.error("The durability \"" + text
                + "\" is neither full nor normal. Nothing was opened. Write durability=full or durability=normal.");
    }
}
