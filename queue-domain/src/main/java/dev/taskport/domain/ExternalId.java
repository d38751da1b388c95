package dev.taskport.domain;

/**
 * The id that a task had in the program it came from. Case matters; it is never read as a number.
 *
 * @param value 1 to 255 characters, without control characters or space at its ends
 */
public record ExternalId(String value) {

    /** The longest legal value, in characters. */
    public static final int LENGTH_MAX = 255;

    public ExternalId {
        Texts.name("The external id", value, LENGTH_MAX);
    }

    @Override
    public String toString() {
        return value;
    }
}
