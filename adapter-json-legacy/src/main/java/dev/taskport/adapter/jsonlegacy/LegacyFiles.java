package dev.taskport.adapter.jsonlegacy;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskportException;
import dev.taskport.port.BackendProvider.OpenMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Where a queue file is: at a path, or under one of its usual names in a folder. */
final class LegacyFiles {

    /** The spellings in use, compared without regard to case; backups and archived files have other names. */
    static final Set<String> NAMES = Set.of("task-queue.json", "task_queue.json");

    private LegacyFiles() {}

    /**
     * The file that the location means.
     *
     * @throws TaskportException NOT_FOUND if there is none; INVALID_REQUEST if the location is no path or the folder holds
     *     several
     */
    static Path locate(String location) {
        Path path = path(location);
        if (Files.isDirectory(path)) {
            return only(path, inside(path));
        }
        if (!Files.isRegularFile(path)) {
            throw ErrorCode.NOT_FOUND.error("There is no file " + path + ". Nothing was read. Check the path.");
        }
        return path;
    }

    /**
     * The file that the location means, links resolved, for a store that is opened in that way.
     *
     * @throws TaskportException as above; not for a missing file that may be created, or that can be written again from what
     *     lies beside it
     */
    static Path locate(String location, OpenMode mode) {
        Path path = path(location).toAbsolutePath().normalize();
        try {
            Path parent = path.getParent();
            if (!Files.exists(path) && parent != null && path.getFileName() != null && Files.isDirectory(parent)) {
                Path file = parent.toRealPath().resolve(path.getFileName());
                if (mode == OpenMode.CREATE
                        || !JsonFolder.of(file).generations().isEmpty()) {
                    return file;
                }
            }
            return locate(location).toRealPath();
        } catch (IOException e) {
            throw ErrorCode.UNAVAILABLE.error(
                    path + " cannot be looked at (" + e.getMessage() + "). Nothing was opened. Check its permissions.",
                    e);
        }
    }

    private static Path path(String location) {
        if (location.isBlank()) {
            throw ErrorCode.INVALID_REQUEST.error(
                    "The address json: names no file. Nothing was read. Write json:PATH, for example json:./task-queue.json.");
        }
        try {
            return Path.of(location);
        } catch (InvalidPathException e) {
            throw ErrorCode.INVALID_REQUEST.error(
                    "\"" + location + "\" is not a path on this system. Nothing was read. Correct the path.", e);
        }
    }

    private static List<Path> inside(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(LegacyFiles::hasUsualName)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw ErrorCode.UNAVAILABLE.error(
                    "The folder " + folder + " cannot be listed (" + e.getMessage()
                            + "). Nothing was read. Check its permissions.",
                    e);
        }
    }

    private static boolean hasUsualName(Path file) {
        return NAMES.contains(String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT));
    }

    private static Path only(Path folder, List<Path> found) {
        if (found.isEmpty()) {
            throw ErrorCode.NOT_FOUND.error(
                    "The folder " + folder
                            + " holds no task-queue.json, task_queue.json or TASK-QUEUE.json. Nothing was read. Name the file itself.");
        }
        if (found.size() > 1) {
            throw ErrorCode.INVALID_REQUEST.error("The folder " + folder + " holds several queue files: " + found
                    + ". Nothing was read. Name the one that is meant.");
        }
        return found.get(0);
    }
}
