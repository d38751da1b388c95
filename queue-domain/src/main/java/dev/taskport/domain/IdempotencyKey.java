package dev.taskport.domain;

/**
 * A producer's own name for one piece of work, unique in its workspace over all tasks kept.
 *
 * @param value 1 to 255 characters, without control characters or space at its ends
 */
public record IdempotencyKey(String value) {

    /** The longest legal value, in characters. */
    public static final int LENGTH_MAX = 255;

    public IdempotencyKey {
        Texts.name("The idempotency key", value, LENGTH_MAX);
    }

    @Override
    public String toString() {
        return value;
    }
}
