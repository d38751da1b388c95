package dev.taskport.port;

import java.util.List;

/**
 * A reader of another program's file. It delivers tasks as any reader does, and says beside them what had to be
 * interpreted and what could not be read as a task. The original of every task is in its attributes.
 *
 * <p>Its items are derived from the file alone, so that reading the same file again gives the same ids, stamps and
 * contents; only the import time of its tasks is that of the reading.
 */
public interface ForeignReader extends TransferReader {

    /** The name of the {@link BackendCare#check} that fails where there are rejects, and says no more than they do. */
    String REJECTS_CHECK = "records";

    @Override
    default boolean importTimesBelongToTasks() {
        return false;
    }

    /** What was interpreted, one entry per kind, in a fixed order. */
    List<Warning> warnings();

    /** The records that are no task, in the order of the file. */
    List<Reject> rejects();

    /**
     * Settings that were given for the file and do not count, one sentence each: which, why, and what to do. Whoever moves
     * tasks had better stop there, because they would not mean what was asked for.
     */
    default List<String> unheeded() {
        return List.of();
    }

    /**
     * Something in the file that had to be interpreted.
     *
     * @param kind a stable word, such as {@code zone}
     * @param count how many times
     * @param message what was seen and what was made of it
     */
    record Warning(String kind, long count, String message) {}

    /**
     * A record that could not be read as a task.
     *
     * @param where its place in the file, and its id if it has one
     * @param reason why
     * @param original its text, letter for letter
     */
    record Reject(String where, String reason, String original) {}
}
