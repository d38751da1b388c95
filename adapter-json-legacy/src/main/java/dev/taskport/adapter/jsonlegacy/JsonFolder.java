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
 * What Taskport keeps beside a queue file, in a private folder of its own: the lock; for the present generation and the one
 * before it the document as it was written, the state that no legacy field can tell, and the journal of changes since; some
 * older documents, by which it is seen what another program changed; and copies of what was set aside.
 *
 * @param data the queue file
 * @param path the folder
 */
record JsonFolder(Path data, Path path) {

    static final String SUFFIX = ".taskport";
    private static final Pattern GENERATION =
            Pattern.compile("(document|state|journal|written)-([0-9]{1,18})(?:\\..*)?");
    private static final Pattern ASIDE = Pattern.compile("set-aside-([0-9]{1,18})-.*");

    /** So many copies of what others wrote, or of what was damaged, are kept. */
    static final int COPIES_MAX = 20;

    /** So many documents are kept: a program may write down what it read some foldings ago. */
    static final int DOCUMENTS_KEPT = 4;

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
        return numbers("state-");
    }

    private List<Long> numbers(String prefix) {
        try {
            return (Files.isDirectory(path) ? files(path) : List.<Path>of())
                    .stream()
                            .map(JsonFolder::name)
                            .filter(name -> name.startsWith(prefix) && name.endsWith(".json"))
                            .map(GENERATION::matcher)
                            .filter(Matcher::matches)
                            .map(matcher -> Long.valueOf(matcher.group(2)))
                            .sorted(Comparator.reverseOrder())
                            .toList();
        } catch (IOException e) {
            throw JsonFile.unavailable(path, "cannot be listed", e);
        }
    }

    /** The numbers of all documents that are still there, the newest first. */
    List<Long> documents() {
        return numbers("document-");
    }

    /** The queue file that was replaced last, under its second name. */
    Path replaced() {
        return path.resolve("replaced.json");
    }

    /**
     * Removes what nobody can need any more: generations before {@code before}, all but the newest documents, and all but
     * the newest copies of what was set aside.
     */
    void tidy(long before) throws IOException {
        List<Long> documents = documents();
        long oldestDocument = documents.size() < DOCUMENTS_KEPT ? 0 : documents.get(DOCUMENTS_KEPT - 1);
        for (Path file : files(path)) {
            String name = name(file);
            Matcher matcher = GENERATION.matcher(name);
            if (name.endsWith(".tmp")
                    || (matcher.matches()
                            && Long.parseLong(matcher.group(2))
                                    < (matcher.group(1).equals("document")
                                            ? Math.min(before, oldestDocument)
                                            : before))) {
                Files.deleteIfExists(file);
            }
        }
        List<Path> copies = copies();
        for (Path copy : copies.subList(0, Math.max(0, copies.size() - COPIES_MAX))) {
            Files.deleteIfExists(copy);
        }
    }

    /** What was set aside, the oldest first. */
    private List<Path> copies() throws IOException {
        return files(path).stream()
                .filter(file -> ASIDE.matcher(name(file)).matches())
                .sorted(Comparator.comparingLong(JsonFolder::asideNumber))
                .toList();
    }

    private static long asideNumber(Path copy) {
        Matcher matcher = ASIDE.matcher(name(copy));
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
    }

    /** Removes what a process that was killed has left beside the queue file. */
    void removeTemporaries() {
        try {
            Path parent = data.toAbsolutePath().getParent();
            for (Path file : parent == null ? List.<Path>of() : files(parent)) {
                if (JsonFile.isTemporary(name(file), data)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw JsonFile.unavailable(data, "has leftovers beside it that cannot be removed", e);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (UncheckedIOException e) {
            throw new IOException(e);
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** Keeps a copy of a file that may be removed later; answers where it is, also if that was done before. */
    Path setAside(Path file) throws IOException {
        return setAside(name(file), Files.readAllBytes(file));
    }

    /** Keeps a copy of what was in the queue file; answers where it is, also if that was done before. */
    Path setAside(byte[] bytes) throws IOException {
        return setAside(name(data), bytes);
    }

    private Path setAside(String name, byte[] bytes) throws IOException {
        String end = "-" + LegacyText.sha256(bytes).substring(0, 16) + "-" + name;
        List<Path> copies = copies();
        for (Path copy : copies) {
            if (name(copy).endsWith(end) && Files.size(copy) == bytes.length) {
                return copy;
            }
        }
        long number = copies.isEmpty() ? 1 : asideNumber(copies.get(copies.size() - 1)) + 1;
        Path copy = path.resolve("set-aside-" + number + end);
        JsonFile.replace(copy, bytes);
        return copy;
    }
}
