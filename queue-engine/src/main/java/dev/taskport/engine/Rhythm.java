package dev.taskport.engine;

import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A named thread that does one thing again and again until it is closed. Whatever goes wrong is logged and never ends it.
 * The thread is interrupted by nobody, because it may be in the middle of storage I/O.
 */
final class Rhythm implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Rhythm.class);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final Supplier<Duration> pause;
    private final Runnable beat;
    private final Bell bell = new Bell();
    private final Thread thread;
    private volatile boolean closed;
    private boolean failing;

    Rhythm(String name, Supplier<Duration> pause, Runnable beat) {
        this.pause = pause;
        this.beat = beat;
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (!closed) {
            long seen = bell.rings();
            Duration wait = AFTER_FAILURE;
            try {
                beat.run();
                wait = pause.get();
                failing = false;
            } catch (Throwable e) { // nothing may end this thread: what it does must go on
                report(e);
            }
            if (!closed) {
                Waiting.quietly(bell, seen, wait);
            }
        }
    }

    /** Once per series of failures, so that an outage does not fill the log. */
    private void report(Throwable e) {
        if (!failing && !closed) {
            log.warn("{} failed and goes on trying: {}", thread.getName(), e.toString());
        }
        failing = true;
    }

    /** Lets no further beat begin and waits for the one under way, unless it is the caller itself. */
    @Override
    public void close() {
        stop();
        if (Thread.currentThread() != thread) {
            Waiting.join(thread);
        }
    }

    /** Lets no further beat begin, without waiting. */
    void stop() {
        closed = true;
        bell.ring();
    }
}
