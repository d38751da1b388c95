package dev.taskport.bench.peer;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what handlers were given. Safe for use by several threads. */
final class Tally {

    private final int expected;
    private final AtomicInteger handled = new AtomicInteger();
    private final CountDownLatch first = new CountDownLatch(1);
    private final CountDownLatch all = new CountDownLatch(1);

    Tally(int expected) {
        this.expected = expected;
    }

    /** The handler: it does nothing, but insists on its payload. */
    void handled(String payload) {
        if (payload.isEmpty()) {
            throw new IllegalStateException("A task came without its payload");
        }
        int count = handled.incrementAndGet();
        if (count == 1) {
            first.countDown();
        }
        if (count == expected) {
            all.countDown();
        }
    }

    int count() {
        return handled.get();
    }

    /** @throws IllegalStateException if none is handled within the time */
    void requireFirst(Duration atMost) throws InterruptedException {
        if (!first.await(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new IllegalStateException("No task was handled within " + atMost + ".");
        }
    }

    boolean awaitAll(Duration atMost) throws InterruptedException {
        return all.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Makes sure that no task went missing, and that none was handled twice unless its end was still on its way.
     *
     * @param left how many the store still holds
     */
    void requireEach(int enqueued, long left) {
        boolean complete = count() + left >= enqueued && left <= enqueued;
        boolean cutOff = left > 0;
        if (!complete || (!cutOff && count() != enqueued)) {
            throw new IllegalStateException(
                    "Of " + enqueued + " tasks " + count() + " were handled and " + left + " are left in the store.");
        }
    }
}
