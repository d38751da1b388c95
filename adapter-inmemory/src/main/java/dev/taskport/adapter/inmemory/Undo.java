package dev.taskport.adapter.inmemory;

import java.util.ArrayDeque;
import java.util.Deque;

/** How to take back what the running transaction has changed so far. */
final class Undo {

    private final Deque<Runnable> steps = new ArrayDeque<>();

    /** Notes how to take back a change that was just made. */
    void note(Runnable step) {
        steps.push(step);
    }

    void forget() {
        steps.clear();
    }

    /** Takes everything back, the newest change first. */
    void rollBack() {
        while (!steps.isEmpty()) {
            steps.pop().run();
        }
    }
}
