package dev.taskport.app.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns SIGTERM and Ctrl-C into a request to stop: until this is closed the process stays up, as long as it was promised, so
 * that what runs can be finished, stored and told.
 */
final class StopSignal implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(StopSignal.class);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Duration atMost;
    private final Thread hook = new Thread(this::stopAndWait, "taskport-stop");

    private StopSignal(Duration atMost) {
        this.atMost = atMost;
    }

    /** From now on. */
    static StopSignal heard(Duration atMost) {
        StopSignal signal = new StopSignal(atMost);
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    /** Whether the process was asked to stop; waits so long for it. */
    boolean within(Duration wait) throws InterruptedException {
        return asked.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The process may end. */
    @Override
    public void close() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException goingDown) {
            // the hook is what brought us here
        }
    }

    /** Runs while the JVM goes down, which waits for it. */
    private void stopAndWait() {
        asked.countDown();
        try {
            if (!closed.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("The process ends although its work has not; leases run out, and others take the tasks over");
            }
        } catch (InterruptedException endNow) {
            Thread.currentThread().interrupt();
        }
    }
}
