package dev.taskport.domain;

/**
 * The name of one running worker, new at each start. It says who holds a lease; it is not a fence.
 *
 * @param value 1 to 200 characters, without control characters or space at its ends
 */
public record WorkerId(String value) {

    /** The longest legal value, in characters. */
    public static final int LENGTH_MAX = 200;

    public WorkerId {
        Texts.name("The worker name", value, LENGTH_MAX);
    }

    @Override
    public String toString() {
        return value;
    }
}
