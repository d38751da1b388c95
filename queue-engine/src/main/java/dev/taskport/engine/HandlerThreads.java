package dev.taskport.engine;

import dev.taskport.domain.ErrorCode;
import dev.taskport.port.commit.HandlerThread;
import java.lang.reflect.Method;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the threads on which handlers run; they may be interrupted at any time. */
final class HandlerThreads {

    private static final long IDLE_SECONDS = 30;

    private HandlerThreads() {}

    /** Platform threads, named after the worker; they end when idle. */
    static ExecutorService platform(String name, int count) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                count, count, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory(name));
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    private static ThreadFactory factory(String name) {
        AtomicInteger made = new AtomicInteger();
        return work -> new InterruptibleThread(work, name + "-handler-" + made.incrementAndGet());
    }

    /**
     * One virtual thread per task, where this JVM has them (21 and later).
     *
     * @throws dev.taskport.domain.TaskportException UNSUPPORTED on older ones
     */
    static ExecutorService virtual(String name) {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder$OfVirtual");
            Object named = type.getMethod("name", String.class, long.class).invoke(builder, name + "-handler-", 1L);
            ThreadFactory factory = (ThreadFactory) type.getMethod("factory").invoke(named);
            Method perTask = Executors.class.getMethod("newThreadPerTaskExecutor", ThreadFactory.class);
            return (ExecutorService) perTask.invoke(null, factory);
        } catch (ReflectiveOperationException e) {
            throw ErrorCode.UNSUPPORTED.error(
                    "This Java (" + Runtime.version() + ") has no virtual threads. The worker pool was not started."
                            + " Leave virtualThreads() out, or run on Java 21 or later.",
                    e);
        }
    }

    /** A platform thread that runs handlers; backends do no storage work on it, because it may be interrupted. */
    private static final class InterruptibleThread extends Thread implements HandlerThread {
        InterruptibleThread(Runnable work, String name) {
            super(work, name);
            setDaemon(true);
        }
    }
}
