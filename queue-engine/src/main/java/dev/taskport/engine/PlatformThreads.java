package dev.taskport.engine;

import dev.taskport.port.commit.HandlerThread;
import java.time.Duration;
import java.util.Deque;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Platform threads, named after the worker, started when they are needed; they end when they were idle for long.
 *
 * <p>Handing over a run takes no lock and, as a rule, wakes nobody: a thread that has finished a run takes the next itself.
 * At most one thread is on its way to the queue at a time; when it has found a run and there are more, it calls the next.
 * So however many come at once, no more threads wake up than find something to do.
 */
final class PlatformThreads implements HandlerThreads {

    private static final long IDLE_NANOS = Duration.ofSeconds(30).toNanos();

    private final String name;
    private final int most;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final Deque<RunningThread> idle = new ConcurrentLinkedDeque<>();
    private final Set<RunningThread> live = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger made = new AtomicInteger();
    /** Whether a thread was called that has not looked at the queue yet. */
    private final AtomicBoolean called = new AtomicBoolean();

    private volatile boolean ended;

    /** @param most how many at once */
    PlatformThreads(String name, int most) {
        this.name = name;
        this.most = most;
    }

    @Override
    public void execute(Runnable run) {
        if (ended) {
            throw new RejectedExecutionException("The threads of " + name + " have ended");
        }
        waiting.add(run);
        try {
            call();
        } catch (Throwable e) { // no thread can be had: whoever hands over a run must know that nobody may ever take it
            if (waiting.remove(run)) {
                throw e;
            }
        }
    }

    /** Makes sure that a thread comes to take what waits, if there is one that has nothing to do. */
    private void call() {
        while (!waiting.isEmpty() && called.compareAndSet(false, true)) {
            RunningThread next = idle.poll();
            if (next != null) {
                next.call();
                return;
            }
            if (started()) {
                return;
            }
            called.set(false);
            // Who lay down between the look and this line may have relied on the call that is just over.
            if (idle.isEmpty()) {
                return;
            }
        }
    }

    private boolean started() {
        if (count.getAndUpdate(known -> Math.min(most, known + 1)) == most) {
            return false;
        }
        try {
            new RunningThread().start();
            return true;
        } catch (Throwable e) {
            count.decrementAndGet();
            called.set(false);
            throw e;
        }
    }

    @Override
    public void end() {
        ended = true;
        waiting.clear();
        live.forEach(Thread::interrupt);
        live.forEach(RunningThread::call);
    }

    /** Backends do no storage work on it, because it may be interrupted. */
    private final class RunningThread extends Thread implements HandlerThread {

        private volatile boolean wanted = true;

        RunningThread() {
            super(null, null, name + "-handler-" + made.incrementAndGet());
            setDaemon(true);
        }

        void call() {
            wanted = true;
            LockSupport.unpark(this);
        }

        @Override
        public void run() {
            live.add(this);
            try {
                do {
                    arrive();
                    work();
                } while (!ended && lieDown());
            } finally {
                live.remove(this);
                count.decrementAndGet();
            }
            PlatformThreads.this.call(); // something may have come for which this thread was counted on
        }

        /** It was called, and is here: the next may be called. */
        private void arrive() {
            if (wanted) {
                wanted = false;
                called.set(false);
            }
        }

        private void work() {
            Runnable run = waiting.poll();
            if (run != null) {
                PlatformThreads.this.call();
            }
            while (run != null) {
                attempt(run);
                run = waiting.poll();
            }
        }

        private void attempt(Runnable run) {
            try {
                run.run();
            } catch (Throwable e) { // the others still want to run
                getUncaughtExceptionHandler().uncaughtException(this, e);
            }
        }

        /** Waits until it is called; false if that took too long. */
        private boolean lieDown() {
            idle.push(this);
            // Whoever added a run before this thread was seen lying down has not called it.
            if (!waiting.isEmpty() && idle.remove(this)) {
                return true;
            }
            long end = System.nanoTime() + IDLE_NANOS;
            while (!wanted && !ended) {
                long left = end - System.nanoTime();
                if (left <= 0 && idle.remove(this)) {
                    return false;
                }
                // An interrupt was meant for a run that is over.
                Thread.interrupted();
                LockSupport.parkNanos(PlatformThreads.this, Math.max(left, 1));
            }
            return !ended;
        }
    }
}
