package dev.taskport.port.commit;

import dev.taskport.domain.ErrorCode;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A few platform threads that nobody interrupts, for storage work of threads that should not do it themselves. They are
 * started when first needed, end when idle, and do not keep the program alive. Safe for use by several threads.
 */
public final class StorageThreads implements AutoCloseable {

    private static final long IDLE_SECONDS = 10;

    /** {@code Thread.isVirtual}, where this Java has it. */
    private static final @Nullable MethodHandle IS_VIRTUAL = isVirtualMethod();

    private final ThreadPoolExecutor executor;

    /**
     * @param name of the threads, for people who look at a thread dump
     * @param count how many at most
     */
    public StorageThreads(String name, int count) {
        executor = new ThreadPoolExecutor(
                count, count, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> daemon(name, work));
        executor.allowCoreThreadTimeOut(true);
    }

    /** Whether the calling thread should not touch a storage itself. */
    public static boolean mustHandOver() {
        Thread caller = Thread.currentThread();
        return caller instanceof HandlerThread || caller.isInterrupted() || isVirtual(caller);
    }

    /**
     * Does the work here if this thread may, else on one of the threads. Waits for the end however often the calling thread
     * is interrupted, and keeps its interrupt flag.
     */
    public <R> R run(Supplier<R> work) {
        return mustHandOver() ? handOver(work) : work.get();
    }

    private <R> R handOver(Supplier<R> work) {
        Future<R> future;
        try {
            future = executor.submit(work::get);
        } catch (RejectedExecutionException e) {
            throw ErrorCode.UNAVAILABLE.error("The store is closed. Nothing was done. Open it again.", e);
        }
        return await(future);
    }

    private static <R> R await(Future<R> future) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw Failures.rethrown(e.getCause() == null ? e : e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Finishes what was handed over; takes nothing more. */
    @Override
    public void close() {
        executor.shutdown();
    }

    static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    private static boolean isVirtual(Thread thread) {
        if (IS_VIRTUAL == null) {
            return false;
        }
        try {
            return (boolean) IS_VIRTUAL.invokeExact(thread);
        } catch (Throwable e) {
            throw new AssertionError("Thread.isVirtual cannot fail", e);
        }
    }

    private static @Nullable MethodHandle isVirtualMethod() {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
        } catch (NoSuchMethodException | IllegalAccessException e) {
            return null;
        }
    }
}
