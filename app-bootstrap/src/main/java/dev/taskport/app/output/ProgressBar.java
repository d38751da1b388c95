package dev.taskport.app.output;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How far long work has come, on one line that is written anew at most ten times a second. Safe for several threads. */
public final class ProgressBar implements AutoCloseable {

    private static final int WIDTH = 24;
    private static final Duration REDRAW = Duration.ofMillis(100);
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream stream;
    private final boolean visible;
    private final String what;
    private final long total;
    private final InstantSource clock;
    private final Instant begin;
    private @Nullable Instant drawn;
    private long done;

    ProgressBar(PrintStream stream, boolean visible, String what, long total, InstantSource clock) {
        this.stream = stream;
        this.visible = visible;
        this.what = what;
        this.total = total;
        this.clock = clock;
        this.begin = clock.instant();
    }

    /** Whether anybody sees it. */
    public boolean visible() {
        return visible;
    }

    /** So much is done by now. */
    public synchronized void at(long count) {
        done = count;
        Instant now = clock.instant();
        if (visible && (drawn == null || Duration.between(drawn, now).compareTo(REDRAW) >= 0)) {
            drawn = now;
            stream.print(CLEAR_LINE + line(what, done, total, Duration.between(begin, now)));
            stream.flush();
        }
    }

    /** So much more is done. */
    public synchronized void advance(long count) {
        at(done + count);
    }

    /** Lets something be printed above the bar, which comes back with the next news. */
    public synchronized void above(Runnable print) {
        close();
        drawn = null;
        print.run();
    }

    /** Removes the line. */
    @Override
    public synchronized void close() {
        if (visible && drawn != null) {
            stream.print(CLEAR_LINE);
            stream.flush();
        }
    }

    /** For example {@code copying [######------------------] 25 % 1,000 of 4,000, 500/s, 6 s left}. */
    static String line(String what, long done, long total, Duration elapsed) {
        double seconds = elapsed.toMillis() / 1000.0;
        double rate = seconds > 0 ? done / seconds : 0;
        if (total <= 0) {
            return String.format(Locale.ROOT, "%s %,d, %,.0f/s", what, done, rate);
        }
        double part = Math.min(1, (double) done / total);
        int filled = (int) (WIDTH * part);
        return String.format(
                Locale.ROOT,
                "%s [%s%s] %d %% %,d of %,d%s",
                what,
                "#".repeat(filled),
                "-".repeat(WIDTH - filled),
                (int) (100 * part),
                done,
                total,
                rate > 0 ? String.format(Locale.ROOT, ", %,.0f/s, %,.0f s left", rate, (total - done) / rate) : "");
    }
}
