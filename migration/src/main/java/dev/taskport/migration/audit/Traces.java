package dev.taskport.migration.audit;

import dev.taskport.migration.audit.WriterSigns.Kind;
import dev.taskport.migration.audit.WriterSigns.Trace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks for what writers leave beside a file. Takes no lock: that could stop a program that is at work. */
final class Traces {

    private final String name;
    private final String stem;
    /** What Taskport's own folder beside the file is called. */
    private final String own;

    private final Instant now;

    private Traces(Path file, String beside, Instant now) {
        this.name = name(file);
        this.stem = name.substring(0, name.lastIndexOf('.'));
        this.own = name + beside;
        this.now = now;
    }

    /** @param beside what is added to the file's name for the folder in which Taskport keeps what belongs to it */
    static WriterSigns of(Path file, String beside, Instant modifiedAt, Instant now) {
        Traces traces = new Traces(file, beside, now);
        @Nullable Path folder = file.getParent();
        try (Stream<Path> others = folder == null ? Stream.empty() : Files.list(folder)) {
            return new WriterSigns(
                    WriterSigns.ago(modifiedAt, now),
                    others.map(traces::trace)
                            .flatMap(Optional::stream)
                            .sorted(Traces::byPath)
                            .toList());
        } catch (IOException | UncheckedIOException unreadable) {
            return new WriterSigns(WriterSigns.ago(modifiedAt, now), java.util.List.of());
        }
    }

    private static int byPath(Trace a, Trace b) {
        return a.path().compareTo(b.path());
    }

    private Optional<Trace> trace(Path path) {
        String other = name(path);
        if (Set.of(name + ".lock", "." + name + ".lock", stem + ".lock", "." + stem + ".lock", name + ".lck")
                .contains(other)) {
            return Optional.of(trace(Kind.LOCK, path));
        }
        if (other.startsWith(name + ".tmp") || (other.startsWith("." + name + ".") && other.endsWith(".tmp"))) {
            return Optional.of(trace(Kind.HALF_WRITTEN, path));
        }
        return other.equals(own) ? Optional.of(trace(Kind.TASKPORT, path)) : Optional.empty();
    }

    private Trace trace(Kind kind, Path path) {
        return new Trace(kind, path, WriterSigns.ago(modifiedAt(path), now));
    }

    private static @Nullable Instant modifiedAt(Path path) {
        try {
            return Files.getLastModifiedTime(path).toInstant();
        } catch (IOException goneMeanwhile) {
            return null;
        }
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    }
}
