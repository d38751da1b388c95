package dev.taskport.engine;

import dev.taskport.domain.ErrorCode;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** A virtual thread of its own for each run, at most so many at once; where this JVM has them (21 and later). */
final class VirtualThreads implements HandlerThreads {

    private final ThreadFactory factory;
    private final int most;
    private final Set<Thread> live = ConcurrentHashMap.newKeySet();
    /** Guards the next two. */
    private final Object lock = new Object();

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int running;
    private volatile boolean ended;

    /**
     * @param most how many at once
     * @throws dev.taskport.domain.TaskportException UNSUPPORTED where there are none
     */
    VirtualThreads(String name, int most) {
        this.factory = factory(name);
        this.most = most;
    }

    @Override
    public void execute(Runnable run) {
        if (ended) {
            throw new RejectedExecutionException("The virtual threads have ended");
        }
        synchronized (lock) {
            if (running == most) {
                waiting.add(run);
                return;
            }
            running++;
        }
        start(run);
    }

    private void start(Runnable run) {
        try {
            factory.newThread(() -> live(run)).start();
        } catch (Throwable e) {
            synchronized (lock) {
                running--;
            }
            throw e;
        }
    }

    private void live(Runnable run) {
        live.add(Thread.currentThread());
        try {
            run.run();
        } finally {
            live.remove(Thread.currentThread());
            Runnable next = free();
            if (next != null) {
                start(next);
            }
        }
    }

    /** What comes next in the place that has become free; null if nothing waits for it. */
    private @Nullable Runnable free() {
        synchronized (lock) {
            Runnable next = waiting.poll();
            if (next == null) {
                running--;
            }
            return next;
        }
    }

    @Override
    public void end() {
        ended = true;
        synchronized (lock) {
            waiting.clear();
        }
        live.forEach(Thread::interrupt);
    }

    private static ThreadFactory factory(String name) {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder$OfVirtual");
            Object named = type.getMethod("name", String.class, long.class).invoke(builder, name + "-handler-", 1L);
            return (ThreadFactory) type.getMethod("factory").invoke(named);
        } catch (ReflectiveOperationException e) {
            throw ErrorCode.UNSUPPORTED.error(
                    "This Java (" + Runtime.version() + ") has no virtual threads. The worker pool was not started."
                            + " Leave virtualThreads() out, or run on Java 21 or later.",
                    e);
        }
    }
}
