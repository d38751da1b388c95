package dev.taskport.app.config;

import dev.taskport.domain.ErrorCode;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people write them: {@code 256KiB}, {@code 8MiB}, {@code 64kB}; a bare number is bytes. */
public final class Sizes {

    private static final Pattern SHAPE = Pattern.compile("(\\d{1,9}) ?([a-zA-Z]*)");
    private static final Map<String, Integer> UNITS =
            Map.of("", 1, "b", 1, "kib", 1024, "mib", 1024 * 1024, "kb", 1000, "mb", 1000 * 1000);

    private Sizes() {}

    /**
     * Answers bytes.
     *
     * @throws dev.taskport.domain.TaskportException INVALID_REQUEST if the text is no size, or 2 GiB and more
     */
    public static int parse(String text) {
        Matcher shape = SHAPE.matcher(text);
        Integer unit = shape.matches() ? UNITS.get(shape.group(2).toLowerCase(Locale.ROOT)) : null;
        if (unit == null || Long.parseLong(shape.group(1)) * unit > Integer.MAX_VALUE) {
            throw ErrorCode.INVALID_REQUEST.error(
                    "\"" + text + "\" is not a size. Write a number and a unit (B, KiB, MiB), for example 256KiB.");
        }
        return Integer.parseInt(shape.group(1)) * unit;
    }
}
