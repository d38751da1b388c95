package dev.taskport.adapter.jsonlegacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Taskport keeps beside a queue file, in a private folder of its own: the lock, and for the present generation and the
 * one before it the document as it was written, the state that no legacy field can tell, and the journal of changes since.
 *
 * @param data the queue file
 * @param path the folder
 */
record JsonFolder(Path data, Path path) {

    static final String SUFFIX = ".taskport";
    private static final Pattern GENERATION =
            Pattern.compile("(?:document|state|journal|written)-([0-9]{1,18})(?:\\..*)?");

    static JsonFolder of(Path data) {
        return new JsonFolder(data, data.resolveSibling(data.getFileName() + SUFFIX));
    }

    Path lock() {
        return path.resolve("lock");
    }

    Path document(long generation) {
        return path.resolve("document-" + generation + ".json");
    }

    Path state(long generation) {
        return path.resolve("state-" + generation + ".json");
    }

    Path journal(long generation) {
        return path.resolve("journal-" + generation + ".log");
    }

    /** There once the queue file shows the generation: until then its writing may have been cut off. */
    private Path written(long generation) {
        return path.resolve("written-" + generation);
    }

    boolean isWritten(long generation) {
        return Files.exists(written(generation));
    }

    void markWritten(long generation) throws IOException {
        if (!isWritten(generation)) {
            JsonFile.openPrivate(written(generation)).close();
        }
    }

    /** The generations of which there is a state, the newest first. */
    List<Long> generations() {
        try (Stream<Path> files = Files.isDirectory(path) ? Files.list(path) : Stream.empty()) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.startsWith("state-") && name.endsWith(".json"))
                    .map(GENERATION::matcher)
                    .filter(Matcher::matches)
                    .map(name -> Long.valueOf(name.group(1)))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (IOException e) {
            throw JsonFile.unavailable(path, "cannot be listed", e);
        }
    }

    /** Removes what belongs neither to the generation nor to the one before it. */
    void keepOnly(long generation, long before) {
        try (Stream<Path> files = Files.list(path)) {
            files.filter(file -> outdated(String.valueOf(file.getFileName()), generation, before))
                    .forEach(JsonFolder::delete);
        } catch (UncheckedIOException e) {
            throw JsonFile.unavailable(path, "cannot be tidied", new IOException(e));
        } catch (IOException e) {
            throw JsonFile.unavailable(path, "cannot be tidied", e);
        }
    }

    private static boolean outdated(String name, long generation, long before) {
        Matcher matcher = GENERATION.matcher(name);
        if (!matcher.matches()) {
            return name.endsWith(".tmp");
        }
        long found = Long.parseLong(matcher.group(1));
        return found != generation && found != before;
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Moves a file out of the way, under a name that says what it was; answers where it is now. */
    Path setAside(Path file, long generation) throws IOException {
        for (int i = 1; ; i++) {
            Path aside = path.resolve("set-aside-" + generation + "-" + i + "-" + file.getFileName());
            if (!Files.exists(aside)) {
                Files.move(file, aside);
                JsonFile.forceFolder(aside);
                return aside;
            }
        }
    }

    /** Keeps a copy of bytes that are about to be replaced; answers where it is. */
    Path setAside(byte[] bytes, long generation) throws IOException {
        for (int i = 1; ; i++) {
            Path aside = path.resolve("set-aside-" + generation + "-" + i + "-" + data.getFileName());
            if (!Files.exists(aside)) {
                JsonFile.writeNew(aside, bytes);
                return aside;
            }
        }
    }
}
