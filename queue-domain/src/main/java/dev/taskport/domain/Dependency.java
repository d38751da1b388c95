package dev.taskport.domain;

/**
 * One task waiting for another.
 *
 * @param on the task waited for; in the same workspace
 * @param satisfied whether it has completed once; stays true whatever becomes of that task later
 */
public record Dependency(TaskId on, boolean satisfied) {

    /** A task waits for at most this many others. */
    public static final int COUNT_MAX = 1000;

    public static Dependency open(TaskId on) {
        return new Dependency(on, false);
    }
}
