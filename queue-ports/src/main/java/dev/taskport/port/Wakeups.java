package dev.taskport.port;

import java.time.Duration;

/**
 * Hints that work may have come, so that a worker need not poll fast. Polling stays the truth: a hint may be missing or
 * come for nothing.
 *
 * <ul>
 *   <li><b>W1</b> A task that becomes claimable by a call in this process (not by the passing of time) moves the position;
 *       who awaits with a position read before that call returns at once.
 * </ul>
 */
public interface Wakeups {

    /** Where the stream of hints stands; read it before looking for work. */
    long position();

    /**
     * Waits until the stream has moved on from {@code seen}, at most {@code atMost}.
     *
     * @return the position now
     * @throws InterruptedException if the waiting thread is interrupted
     */
    long await(long seen, Duration atMost) throws InterruptedException;
}
