package dev.taskport.app.config;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskportException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms}, {@code 25s}, {@code 1h30m}, {@code 7d}; {@code 0} needs no unit. */
public final class Durations {

    /** A century; beyond, arithmetic with instants would end in overflows rather than in sense. */
    private static final Duration LONGEST = Duration.ofDays(36_525);

    private static final Pattern PART = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern WHOLE = Pattern.compile("(\\d{1,9}(ms|s|m|h|d))+");

    /** Largest first. */
    private enum Unit {
        D(Duration.ofDays(1)),
        H(Duration.ofHours(1)),
        M(Duration.ofMinutes(1)),
        S(Duration.ofSeconds(1)),
        MS(Duration.ofMillis(1));

        private final Duration size;

        Unit(Duration size) {
            this.size = size;
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static Unit of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    private Durations() {}

    /**
     * Reads a duration.
     *
     * @throws TaskportException INVALID_REQUEST if the text is no duration
     */
    public static Duration parse(String text) {
        String compact = text.replace(" ", "");
        if (compact.equals("0")) {
            return Duration.ZERO;
        }
        Duration duration = WHOLE.matcher(compact).matches() ? sum(compact) : null;
        if (duration == null || duration.compareTo(LONGEST) > 0) {
            throw invalid(text);
        }
        return duration;
    }

    /** The shortest text that {@link #parse} reads back as the same duration, to the millisecond. */
    public static String format(Duration duration) {
        StringBuilder text = new StringBuilder();
        long rest = duration.toMillis();
        for (Unit unit : Unit.values()) {
            long size = unit.size.toMillis();
            if (rest >= size) {
                text.append(rest / size).append(unit.word());
                rest %= size;
            }
        }
        return text.isEmpty() ? "0" : text.toString();
    }

    private static Duration sum(String compact) {
        Duration sum = Duration.ZERO;
        Matcher part = PART.matcher(compact);
        while (part.find()) {
            sum = sum.plus(Unit.of(part.group(2)).size.multipliedBy(Long.parseLong(part.group(1))));
        }
        return sum;
    }

    private static TaskportException invalid(String text) {
        return ErrorCode.INVALID_REQUEST.error("\"" + text
                + "\" is not a duration. Write a number and a unit (ms, s, m, h, d), for example 25s or 1h30m.");
    }
}
