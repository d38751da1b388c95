package dev.taskport.app.work;

import java.time.Duration;

/** Tells whether the process was asked to stop. */
@FunctionalInterface
public interface Stopping {

    /** Waits so long for it; zero only looks. */
    boolean within(Duration wait) throws InterruptedException;
}
