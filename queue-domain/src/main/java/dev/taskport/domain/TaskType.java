package dev.taskport.domain;

/**
 * The stable name a handler is registered under; never a class name.
 *
 * @param value 1 to 200 characters, without control characters or space at its ends
 */
public record TaskType(String value) implements Comparable<TaskType> {

    /** The longest legal value, in characters. */
    public static final int LENGTH_MAX = 200;

    /** Names that begin so belong to Taskport itself. */
    public static final String RESERVED_PREFIX = "taskport.";

    /** A task of this type only shows that a live worker picks tasks up. */
    public static final TaskType PROBE = new TaskType(RESERVED_PREFIX + "probe");

    public TaskType {
        Texts.name("The task type", value, LENGTH_MAX);
    }

    /** Whether the type belongs to Taskport itself. */
    public boolean reserved() {
        return value.startsWith(RESERVED_PREFIX);
    }

    @Override
    public int compareTo(TaskType other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
