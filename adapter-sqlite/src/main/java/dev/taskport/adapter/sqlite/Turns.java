package dev.taskport.adapter.sqlite;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Lets other processes that write to the same file have their turn. They look for the lock again and again, and whoever has
 * just given it back would nearly always be first to take it anew. So while others are seen to write, this process waits
 * between two transactions for as long as it takes the others to look once. Used by whoever leads the group.
 */
final class Turns {

    /** Others count as writing for so long after their last commit. */
    private static final long RECENT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** A little longer than the pause between two looks of {@link BusyWait}. */
    private static final long TURN_NANOS = TimeUnit.MICROSECONDS.toNanos(300);

    private final LongSupplier nanos;
    private final LongConsumer pause;
    private long othersSeen;
    private long ended;

    Turns() {
        this(System::nanoTime, LockSupport::parkNanos);
    }

    /**
     * @param nanos the time that has passed
     * @param pause lets so much of it pass
     */
    Turns(LongSupplier nanos, LongConsumer pause) {
        this.nanos = nanos;
        this.pause = pause;
        this.othersSeen = nanos.getAsLong() - RECENT_NANOS;
        this.ended = nanos.getAsLong() - TURN_NANOS;
    }

    /** Another process has written since this one did. */
    void othersWrote() {
        othersSeen = nanos.getAsLong();
    }

    /** The lock was given back. */
    void ended() {
        ended = nanos.getAsLong();
    }

    /** Waits before the lock is taken, if others are writing and it was ours just now. */
    void await() {
        long now = nanos.getAsLong();
        long left = ended + TURN_NANOS - now;
        if (now - othersSeen < RECENT_NANOS && left > 0) {
            pause.accept(left);
        }
    }
}
