package dev.taskport.domain;

/**
 * How urgent a task is: <b>lower is more urgent</b>.
 *
 * @param value 0 (most urgent) to 1000
 */
public record Priority(int value) implements Comparable<Priority> {

    public static final int MOST_URGENT = 0;
    public static final int LEAST_URGENT = 1000;
    public static final Priority DEFAULT = new Priority(100);

    public Priority {
        if (value < MOST_URGENT || value > LEAST_URGENT) {
            throw Texts.invalid(
                    "The priority " + value,
                    "is not between " + MOST_URGENT + " (most urgent) and " + LEAST_URGENT,
                    "Choose a number in that range");
        }
    }

    /** The nearest legal priority, for numbers that come from elsewhere. */
    public static Priority clamped(long value) {
        return new Priority((int) Math.max(MOST_URGENT, Math.min(LEAST_URGENT, value)));
    }

    /** How likely a weighted claim prefers this task: 1/(priority + 1). */
    public double weight() {
        return 1.0 / (value + 1);
    }

    @Override
    public int compareTo(Priority other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
