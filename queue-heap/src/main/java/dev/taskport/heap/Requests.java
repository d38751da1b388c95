package dev.taskport.heap;

import dev.taskport.domain.ErrorCode;

/** Bounds of what one call may ask. */
final class Requests {

    private Requests() {}

    static void requireBatch(String what, int size, int max) {
        if (size > max) {
            throw ErrorCode.LIMIT_EXCEEDED.error(String.format(
                    "One call has %,d %s, allowed are %,d. Nothing was done. Split it.", size, what, max));
        }
    }

    static void requireBetween(String what, long value, long min, long max) {
        if (value < min || value > max) {
            throw ErrorCode.INVALID_REQUEST.error(String.format(
                    "The %s %,d is not between %,d and %,d. Nothing was done. Ask for a number in that range.",
                    what, value, min, max));
        }
    }
}
