package dev.taskport.app.output;

import dev.taskport.domain.Counted;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers and times as people say them. */
public final class Words {

    private Words() {}

    /** {@code 1 task}, {@code 20,000 tasks}. */
    public static String count(long number, String one, String many) {
        return Counted.of(number, one, many);
    }

    public static String tasks(long number) {
        return Counted.tasks(number);
    }

    /** As one word of a command for a POSIX shell. */
    public static String quoted(Object word) {
        String text = word.toString();
        return text.matches("[\\w./:@%+=,\\\\-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /** Roughly how long: {@code 5 s}, {@code 3 min}, {@code 2 h}, {@code 4 d}. */
    public static String about(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 120) {
            return seconds + " s";
        }
        if (seconds < 2 * 3600) {
            return seconds / 60 + " min";
        }
        return seconds < 2 * 86_400 ? seconds / 3600 + " h" : seconds / 86_400 + " d";
    }

    /** {@code 512 B}, {@code 1.5 MiB}. */
    public static String bytes(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        double kib = bytes / 1024.0;
        return kib < 1024
                ? String.format(Locale.ROOT, "%.1f KiB", kib)
                : String.format(Locale.ROOT, "%.1f MiB", kib / 1024);
    }

    /** The text on one line, control characters shown as spaces, cut with an ellipsis; empty for null. */
    public static String oneLine(@Nullable String text, int max) {
        if (text == null) {
            return "";
        }
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= max ? line : line.substring(0, max - 1) + "…";
    }
}
