package dev.taskport.adapter.jsonlegacy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Runs work on a thread that nobody interrupts, because an interrupt closes the files that are being written. */
final class Apart {

    private Apart() {}

    /** Waits for the end, however often the calling thread is interrupted. */
    static <T> T run(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work, Apart::start).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "taskport-json");
        thread.setDaemon(true);
        thread.start();
    }
}
