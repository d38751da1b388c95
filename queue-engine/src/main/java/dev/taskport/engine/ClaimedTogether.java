package dev.taskport.engine;

/** How many tasks of one claim have not ended yet. Belongs to the worker's thread. */
final class ClaimedTogether {

    private int open;

    ClaimedTogether(int tasks) {
        open = tasks;
    }

    void ended() {
        open--;
    }

    /** Whether all have ended. */
    boolean complete() {
        return open <= 0;
    }
}
