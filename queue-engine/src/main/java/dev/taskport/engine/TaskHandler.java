package dev.taskport.engine;

import org.jspecify.annotations.Nullable;

/**
 * Does the work of one task type. Several threads call it at once, each for another task. A task is run at least once: it
 * may be run again after a crash, so what a handler does should bear repeating.
 *
 * <p>Returning means done. Whoever stops early because {@link TaskContext#cancelled()} says so must not return, but throw,
 * best by {@link TaskContext#stopIfCancelled()}. Any exception (also an {@link Error}) fails the attempt; the type's {@link
 * HandlerOptions} decide whether and when it is tried again. {@link PermanentFailure} is never retried. What the exception
 * says is kept with the task and told to listeners; because it may quote the payload, the log names only its class and, at
 * level debug, where it was thrown.
 *
 * <p>The thread is interrupted when the lease is lost, when the task is cancelled, and when the pool stops and its grace is
 * over.
 *
 * @param <P> what payloads are read as
 */
@FunctionalInterface
public interface TaskHandler<P> {

    /**
     * Runs one attempt.
     *
     * @return what is kept as the task's result, written by the pool's {@link PayloadCodec}; null for none
     */
    @Nullable
    Object handle(P payload, TaskContext context) throws Exception;
}
