package dev.taskport.domain;

/**
 * What tasks share that must not run too many at a time.
 *
 * @param value 1 to 255 characters, without control characters or space at its ends
 */
public record ConcurrencyKey(String value) {

    /** The longest legal value, in characters. */
    public static final int LENGTH_MAX = 255;

    public ConcurrencyKey {
        Texts.name("The concurrency key", value, LENGTH_MAX);
    }

    @Override
    public String toString() {
        return value;
    }
}
