package dev.taskport.engine;

import java.util.concurrent.Executor;

/**
 * The threads on which handlers run; they may be interrupted at any time. What is handed to them begins in the order in which
 * it came.
 */
interface HandlerThreads extends Executor {

    /**
     * Hands over a run.
     *
     * @throws java.util.concurrent.RejectedExecutionException after {@link #end()}
     */
    @Override
    void execute(Runnable run);

    /** Interrupts what runs, and begins nothing more. */
    void end();
}
