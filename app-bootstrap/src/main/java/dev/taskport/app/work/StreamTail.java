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

    private static final int PART = 8192;

    private final InputStream in;
    private final int max;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    /** Grows to {@link #max}; from then on the newest bytes take the place of the oldest. */
    private byte[] kept;

    /** How many bytes came; the next one's place is this modulo {@link #max}. */
    private long came;

    private StreamTail(InputStream in, int max) {
        this.in = in;
        this.max = max;
        this.kept = new byte[Math.min(max, PART)];
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
            return new String(inOrder(), StandardCharsets.UTF_8);
        }
    }

    /** Whether more came than is kept. */
    synchronized boolean truncated() {
        return came > max;
    }

    private void readAll() {
        byte[] part = new byte[PART];
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
        int last = Math.min(length, max);
        makeRoom((int) Math.min(max, came + length));
        came += length - last;
        copy(part, length - last, last);
        came += last;
    }

    private void makeRoom(int size) {
        if (kept.length < size) {
            kept = Arrays.copyOf(kept, (int) Math.min(max, Math.max(size, 2L * kept.length)));
        }
    }

    /** Copies into the ring, around its end if need be. */
    private void copy(byte[] part, int from, int length) {
        int at = place();
        int first = Math.min(length, max - at);
        System.arraycopy(part, from, kept, at, first);
        System.arraycopy(part, from + first, kept, 0, length - first);
    }

    private byte[] inOrder() {
        if (came <= max) {
            return Arrays.copyOf(kept, (int) came);
        }
        byte[] all = new byte[max];
        int oldest = place();
        System.arraycopy(kept, oldest, all, 0, max - oldest);
        System.arraycopy(kept, 0, all, max - oldest, oldest);
        return all;
    }

    private int place() {
        return (int) (came % max);
    }
}
