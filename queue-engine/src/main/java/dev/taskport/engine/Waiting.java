package dev.taskport.engine;

import java.time.Duration;

/** Waits that an interrupt does not cut short; the interrupt flag is kept for whoever asks next. */
final class Waiting {

    /** A thread that hangs in foreign code must not hang whoever closes it. */
    private static final Duration JOIN_AT_MOST = Duration.ofSeconds(30);

    private Waiting() {}

    static void quietly(Bell bell, long seen, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        uninterrupted(() -> bell.await(seen, Duration.ofNanos(end - System.nanoTime())));
    }

    static void join(Thread thread) {
        uninterrupted(() -> thread.join(JOIN_AT_MOST.toMillis()));
    }

    /** Waits so long. */
    static void pause(Duration duration) {
        Bell silent = new Bell();
        quietly(silent, silent.rings(), duration);
    }

    private static void uninterrupted(Wait wait) {
        boolean interrupted = false;
        while (true) {
            try {
                wait.once();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Wait {
        void once() throws InterruptedException;
    }
}
