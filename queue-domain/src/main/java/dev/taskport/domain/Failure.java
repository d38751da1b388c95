package dev.taskport.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One failed attempt.
 *
 * @param attempt the attempt that failed, from 1
 * @param error what went wrong; shortened to {@value #ERROR_LENGTH_MAX} characters
 * @param at when it was recorded
 * @param worker who ran it; null if unknown (imported history)
 * @param took how long the attempt ran; never negative
 */
public record Failure(
        int attempt, String error, Instant at, @Nullable WorkerId worker, Duration took) {

    public static final int ERROR_LENGTH_MAX = 4000;

    /** A task keeps this many failures; the oldest go first. */
    public static final int COUNT_MAX = 25;

    public Failure {
        error = Texts.shortened(error, ERROR_LENGTH_MAX);
        at = Micros.truncate(at);
        took = took.isNegative() ? Duration.ZERO : Duration.ofNanos(took.toNanos() / 1000 * 1000);
    }
}
