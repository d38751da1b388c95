package dev.taskport.domain;

import java.util.Locale;

/** The rules for names and texts, stated once. Lengths are UTF-16 units. */
public final class Texts {

    private Texts() {}

    /** A name: 1 to {@code max} characters, no control characters, no space at either end, well-formed Unicode. */
    static String name(String what, String value, int max) {
        if (value.isBlank()) {
            throw invalid(what, "is empty", "Give it at least one visible character");
        }
        if (!value.equals(value.strip())) {
            throw invalid(what, "begins or ends with white space", "Remove the white space");
        }
        requireLength(what, value, max);
        requireWellFormed(what, value);
        requireNoControl(what, value);
        return value;
    }

    private static void requireNoControl(String what, String value) {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isISOControl(value.charAt(i))) {
                throw invalid(
                        what,
                        String.format(
                                Locale.ROOT,
                                "holds a control character (U+%04X at position %d)",
                                (int) value.charAt(i),
                                i + 1),
                        "Use visible characters only");
            }
        }
    }

    /**
     * Free text: up to {@code max} characters of well-formed Unicode, line breaks and tabs allowed, no NUL.
     *
     * @param what begins the message of the refusal
     * @throws TaskportException LIMIT_EXCEEDED if it is too long, INVALID_REQUEST if it is ill-formed
     */
    public static String text(String what, String value, int max) {
        requireLength(what, value, max);
        requireWellFormed(what, value);
        if (value.indexOf('\0') >= 0) {
            throw invalid(what, "holds a NUL character", "Remove it");
        }
        return value;
    }

    /** Text that must not be refused, such as an error message: shortened to {@code max}, ill-formed parts replaced. */
    public static String shortened(String value, int max) {
        StringBuilder kept = new StringBuilder(Math.min(value.length(), max));
        value.codePoints()
                .map(c -> c == 0 || surrogate(c) ? 0xFFFD : c)
                .takeWhile(c -> kept.length() + Character.charCount(c) <= max)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static void requireLength(String what, String value, int max) {
        if (value.length() > max) {
            throw ErrorCode.LIMIT_EXCEEDED.error(String.format(
                    "%s has %d characters, allowed are %d. Nothing was stored. Shorten it.",
                    what, value.length(), max));
        }
    }

    private static void requireWellFormed(String what, String value) {
        int next;
        for (int i = 0; i < value.length(); i = next) {
            // codePointAt joins proper pairs, so a surrogate that is still there stands alone.
            int codePoint = value.codePointAt(i);
            if (surrogate(codePoint)) {
                throw invalid(what, "holds half of a surrogate pair", "Send well-formed Unicode");
            }
            next = i + Character.charCount(codePoint);
        }
    }

    private static boolean surrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    static TaskportException invalid(String what, String why, String next) {
        return ErrorCode.INVALID_REQUEST.error(what + " " + why + ". Nothing was stored. " + next + ".");
    }
}
