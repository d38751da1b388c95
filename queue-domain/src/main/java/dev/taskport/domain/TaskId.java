package dev.taskport.domain;

/**
 * The id of a task, made by its producer before the call so that a repeated call has one effect: 41 bits of milliseconds
 * since 2024, 10 bits of node, 12 bits of counter. Ids sort by time of making; as text they are 13 letters of Crockford's
 * base 32 (https://www.crockford.com/base32.html), which sort the same way.
 *
 * @param value not negative
 */
public record TaskId(long value) implements Comparable<TaskId> {

    /** 2024-01-01T00:00:00Z in milliseconds since 1970: where the time part begins. */
    public static final long EPOCH_MILLIS = 1_704_067_200_000L;

    /** The largest node number; node 0 is kept for ids that are derived from imported tasks. */
    public static final int NODE_MAX = 1023;

    /** The largest counter within one millisecond of one node. */
    public static final int COUNTER_MAX = 4095;

    /** The largest time part, in milliseconds since {@link #EPOCH_MILLIS} (the year 2093). */
    public static final long MILLIS_MAX = (1L << 41) - 1;

    private static final int TEXT_LENGTH = 13;
    private static final int NODE_SHIFT = 12;
    private static final int MILLIS_SHIFT = 22;
    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public TaskId {
        if (value < 0) {
            throw Texts.invalid("The task id " + value, "is negative", "Use an id that Taskport made");
        }
    }

    /**
     * Composes an id.
     *
     * @param epochMillis milliseconds since 1970, not before 2024
     */
    public static TaskId of(long epochMillis, int node, int counter) {
        long millis = epochMillis - EPOCH_MILLIS;
        requireRange("time part", millis, MILLIS_MAX);
        requireRange("node", node, NODE_MAX);
        requireRange("counter", counter, COUNTER_MAX);
        return new TaskId(millis << MILLIS_SHIFT | (long) node << NODE_SHIFT | counter);
    }

    /**
     * Reads the 13-letter text, in either case; I, L and O are read as 1, 1 and 0.
     *
     * @throws TaskportException INVALID_REQUEST if the text is no task id
     */
    public static TaskId parse(String text) {
        if (!looksLike(text)) {
            throw Texts.invalid(
                    "\"" + Texts.shortened(text, 40) + "\"", "is not a task id", "An id has 13 letters and digits");
        }
        long value = 0;
        for (int i = 0; i < TEXT_LENGTH; i++) {
            value = value << 5 | digit(text.charAt(i));
        }
        return new TaskId(value);
    }

    /** Whether {@link #parse} would accept the text. */
    public static boolean looksLike(String text) {
        return text.length() == TEXT_LENGTH
                && text.chars().allMatch(c -> digit((char) c) >= 0)
                && digit(text.charAt(0)) < 8;
    }

    /** When the id was made: milliseconds since 1970. */
    public long epochMillis() {
        return (value >>> MILLIS_SHIFT) + EPOCH_MILLIS;
    }

    public int node() {
        return (int) (value >>> NODE_SHIFT) & NODE_MAX;
    }

    @Override
    public int compareTo(TaskId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        char[] text = new char[TEXT_LENGTH];
        long rest = value;
        for (int i = TEXT_LENGTH - 1; i >= 0; i--) {
            text[i] = LETTERS.charAt((int) (rest & 31));
            rest >>>= 5;
        }
        return new String(text);
    }

    private static int digit(char letter) {
        return switch (letter) {
            case 'i', 'I', 'l', 'L' -> 1;
            case 'o', 'O' -> 0;
            default -> letter < 128 ? LETTERS.indexOf(Character.toUpperCase(letter)) : -1;
        };
    }

    private static void requireRange(String what, long value, long max) {
        if (value < 0 || value > max) {
            throw Texts.invalid(
                    "The " + what + " " + value + " of a task id",
                    "is not between 0 and " + max,
                    "Check the clock and the node");
        }
    }
}
