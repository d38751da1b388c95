package dev.taskport.bench.peer;

import dev.taskport.bench.Latencies;
import dev.taskport.bench.Measure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long tasks waited, from just before they were enqueued until a handler had them: the payload carries the time, by the
 * clock on the wall, which two processes of a machine share. Safe for use by several threads.
 */
public final class StartTimes {

    private static final Pattern AT = Pattern.compile("\\{\"at\":(\\d+)}");
    private static final Clock CLOCK = Clock.systemUTC();

    private final Latencies latencies = new Latencies();
    private final CountDownLatch left;

    public StartTimes(int tasks) {
        this.left = new CountDownLatch(tasks);
    }

    /** A task that knows when it was made. */
    public static Job job() {
        return new Job("{\"at\":" + micros() + "}", 0);
    }

    /** The handler. */
    public void started(String payload) {
        Matcher at = AT.matcher(payload);
        if (!at.matches()) {
            throw new IllegalStateException("A task came with another payload than it was given");
        }
        latencies.add(TimeUnit.MICROSECONDS.toNanos(micros() - Long.parseLong(at.group(1))));
        left.countDown();
    }

    private static long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, CLOCK.instant());
    }

    /**
     * Waits for the last of them.
     *
     * @throws IllegalStateException if not all of them have started within the time
     */
    public void await(Duration atMost) throws InterruptedException {
        if (!left.await(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new IllegalStateException(left.getCount() + " tasks did not start within " + atMost + ".");
        }
    }

    public Map<Measure, Double> figures() {
        return latencies.figures();
    }
}
