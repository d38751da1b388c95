package dev.taskport.domain;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a failed task is tried again: {@code first} × {@code factor}^(attempt − 1), spread by
 * {@code jitter} to either side, and never beyond {@code cap}. By default 1 s, 2 s, 4 s … up to 5 minutes, ±10 %.
 *
 * @param first after the first attempt; 1 ms to {@code cap}
 * @param factor 1 to 10
 * @param cap the longest wait, jitter included; up to 30 days
 * @param jitter 0 (none) to 0.5
 */
public record RetryPolicy(Duration first, double factor, Duration cap, double jitter) {

    public static final RetryPolicy DEFAULT = new RetryPolicy(Duration.ofSeconds(1), 2, Duration.ofMinutes(5), 0.1);

    public RetryPolicy {
        require(
                first.compareTo(Duration.ofMillis(1)) >= 0 && first.compareTo(cap) <= 0,
                "first wait",
                first,
                "1 ms to its cap, " + cap);
        require(factor >= 1 && factor <= 10, "factor", factor, "1 to 10");
        require(cap.compareTo(Duration.ofDays(30)) <= 0, "cap", cap, "up to 30 days");
        require(jitter >= 0 && jitter <= 0.5, "jitter", jitter, "0 to 0.5");
    }

    /** Always the same wait. */
    public static RetryPolicy fixed(Duration wait) {
        return new RetryPolicy(wait, 1, wait, 0);
    }

    /**
     * How long to wait after an attempt that failed.
     *
     * @param attempt from 1
     */
    public Duration delay(int attempt, RandomGenerator random) {
        double wanted = (double) first.toNanos() * Math.pow(factor, attempt - 1.0);
        double spread = 1 + jitter * (2 * random.nextDouble() - 1);
        // The cap comes last: a cap that jitter may exceed is none.
        return Duration.ofNanos((long) Math.min(wanted * spread, (double) cap.toNanos()));
    }

    private static void require(boolean holds, String what, Object value, String range) {
        if (!holds) {
            throw Texts.invalid("The retry policy's " + what + " " + value, "is out of range", "Choose " + range);
        }
    }
}
