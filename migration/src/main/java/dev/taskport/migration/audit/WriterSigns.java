package dev.taskport.migration.audit;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of whoever writes a file. Signs are not proof in either direction: a lock file may have been left behind,
 * and a program that has nothing to write leaves no trace.
 *
 * @param changedAgo how long ago the file was written
 * @param beside files beside it that its writer may have made
 */
public record WriterSigns(Duration changedAgo, List<Trace> beside) {

    /** Up to here a change is a sign of life: the programs known look at their file every few seconds. */
    public static final Duration YOUNG = Duration.ofMinutes(10);

    public WriterSigns {
        beside = List.copyOf(beside);
    }

    /** What a file beside the queue file is. */
    public enum Kind {
        /** A lock; most programs never remove theirs. */
        LOCK,
        /** A new version of the file that did not take its place, or not yet. */
        HALF_WRITTEN,
        /** The folder in which Taskport itself keeps what belongs to the file: it is a store in use. */
        TASKPORT
    }

    /** A file beside the queue file, and how long ago it was changed. */
    public record Trace(Kind kind, Path path, Duration changedAgo) {

        private boolean young() {
            return changedAgo.compareTo(YOUNG) < 0;
        }
    }

    /** What the signs amount to. */
    public enum Verdict {
        /** The file, or something beside it, changed just now. */
        ALIVE,
        /** Something lies beside it that may have been left behind. */
        UNCLEAR,
        /** No sign of anybody. */
        QUIET
    }

    public Verdict verdict() {
        if (changedAgo.compareTo(YOUNG) < 0 || beside.stream().anyMatch(Trace::young)) {
            return Verdict.ALIVE;
        }
        return beside.isEmpty() ? Verdict.QUIET : Verdict.UNCLEAR;
    }

    /** Never negative: clocks of file systems may be ahead. */
    static Duration ago(@Nullable Instant then, Instant now) {
        Duration ago = then == null ? Duration.ZERO : Duration.between(then, now);
        return ago.isNegative() ? Duration.ZERO : ago;
    }
}
