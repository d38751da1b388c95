package dev.taskport.heap;

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

    /** A point to which {@link #rollBack(int)} goes back. */
    int mark() {
        return steps.size();
    }

    /** Takes back what came after the mark, the newest change first. */
    void rollBack(int mark) {
        while (steps.size() > mark) {
            steps.pop().run();
        }
    }

    /** Takes everything back. */
    void rollBack() {
        rollBack(0);
    }
}
