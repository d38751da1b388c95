package dev.taskport.app.work;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads a stream to its end and keeps the last part of it, so that a talkative command never waits and never fills memory. */
final class StreamTail {

    /** A command that ended may have left a child behind that keeps the stream open; nobody waits for that one. */
    private static final long AFTER_EXIT_MILLIS = 500;

    private final InputStream in;
    private final int max;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private byte[] kept = new byte[0];
    private boolean truncated;

    private StreamTail(InputStream in, int max) {
        this.in = in;
        this.max = max;
    }

    static StreamTail of(InputStream in, int max, Executor threads) {
        StreamTail tail = new StreamTail(in, max);
        threads.execute(tail::readAll);
        return tail;
    }

    /** The end of what came, as UTF-8; waits for the end of the stream, but not long. */
    String text() throws InterruptedException {
        try {
            end.get(AFTER_EXIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException heldOpen) {
            // what came so far is all that is asked for
        }
        synchronized (this) {
            return new String(kept, StandardCharsets.UTF_8);
        }
    }

    /** Whether more came than is kept. */
    synchronized boolean truncated() {
        return truncated;
    }

    private void readAll() {
        byte[] part = new byte[8192];
        try {
            for (int read = in.read(part); read >= 0; read = in.read(part)) {
                append(part, read);
            }
        } catch (IOException closed) {
            // the process ended and took its streams with it
        } finally {
            end.complete(null);
        }
    }

    private synchronized void append(byte[] part, int length) {
        int before = kept.length;
        byte[] all = Arrays.copyOf(kept, before + length);
        System.arraycopy(part, 0, all, before, length);
        truncated |= all.length > max;
        kept = all.length > max ? Arrays.copyOfRange(all, all.length - max, all.length) : all;
    }
}
