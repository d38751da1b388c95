package dev.taskport.adapter.sqlite;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskportException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;

/**
 * A database file by its one true name, and the rules for names.
 *
 * <p>Nothing here opens an existing database: closing any Java channel on it would drop the locks that SQLite holds on it in
 * this process, and another process could then delete a write-ahead log that is in use.
 *
 * @param path absolute, links resolved
 */
record SqliteFile(Path path) {

    private static final List<String> DRIVER_PREFIXES = List.of("file:", "jdbc:", ":");
    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final Object CREATING = new Object();

    /** @throws TaskportException INVALID_REQUEST, NOT_FOUND for a missing folder, or UNAVAILABLE if it cannot be looked at */
    static SqliteFile of(String location) {
        requirePlainPath(location);
        SqliteFile file = new SqliteFile(canonical(location));
        if (Files.isDirectory(file.path)) {
            throw refused(
                    location, "is a folder", "Name a file in it, for example sqlite:" + location + "/taskport.db");
        }
        return file;
    }

    /** The driver reads options and other kinds of database out of a name; a path must be nothing but a path. */
    private static void requirePlainPath(String location) {
        if (location.isBlank()) {
            throw refused(location, "names no file", "Write sqlite:PATH, for example sqlite:./taskport.db");
        }
        boolean driverSyntax = DRIVER_PREFIXES.stream()
                .anyMatch(prefix -> location.toLowerCase(Locale.ROOT).startsWith(prefix));
        if (driverSyntax || location.indexOf('?') >= 0) {
            throw refused(
                    location, "is not a plain path", "Write a path without \"?\" and without a prefix of its own");
        }
    }

    private static Path canonical(String location) {
        try {
            Path path = Path.of(location).toAbsolutePath().normalize();
            if (Files.exists(path)) {
                return path.toRealPath();
            }
            Path parent = path.getParent();
            Path name = path.getFileName();
            if (parent == null || name == null || !Files.isDirectory(parent)) {
                throw ErrorCode.NOT_FOUND.error("The folder of the database file " + path
                        + " does not exist. Nothing was created. Create the folder, or correct the path.");
            }
            return parent.toRealPath().resolve(name);
        } catch (InvalidPathException e) {
            throw refused(location, "is not a path of this system", "Correct it");
        } catch (IOException e) {
            throw ErrorCode.UNAVAILABLE.error(
                    "The database file " + location
                            + " cannot be looked at. Nothing was opened. Check that this user may enter its folder.",
                    e);
        }
    }

    private static TaskportException refused(String location, String why, String next) {
        return ErrorCode.INVALID_REQUEST.error(
                "The database file \"" + location + "\" " + why + ". Nothing was opened. " + next + ".");
    }

    boolean exists() {
        return Files.exists(path) && size(path) > 0;
    }

    /** Makes an empty private file unless there is one; SQLite gives its side files the same permissions. */
    void create() {
        // Closing the new file must not fall into the time when another thread has it open through SQLite.
        synchronized (CREATING) {
            try {
                Files.createFile(path, attributes());
            } catch (FileAlreadyExistsException e) {
                requireOneName();
            } catch (IOException e) {
                throw ErrorCode.UNAVAILABLE.error(
                        "The database file " + path
                                + " cannot be created. Nothing was stored. Check that this user may write to the folder, and"
                                + " that the disk is neither full nor read-only.",
                        e);
            }
        }
    }

    private FileAttribute<?>[] attributes() {
        return posix() ? new FileAttribute<?>[] {PRIVATE} : new FileAttribute<?>[0];
    }

    private boolean posix() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /**
     * Refuses a file with a second hard link: two names mean two write-ahead logs, and one of them loses its transactions.
     */
    void requireOneName() {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return;
        }
        try {
            Object links = Files.getAttribute(path, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
            if (links instanceof Integer count && count > 1) {
                throw refused(
                        path.toString(),
                        "has " + count + " names (hard links), and opening it under two of them" + " loses data",
                        "Remove the other names");
            }
        } catch (IOException e) {
            throw ErrorCode.UNAVAILABLE.error(
                    "The database file " + path + " cannot be looked at. Nothing was opened. Check its permissions.",
                    e);
        }
    }

    /** Whether there is a write-ahead log with something in it. */
    boolean hasLog() {
        return size(wal()) > 0;
    }

    /** The write-ahead log. */
    Path wal() {
        return sideFile("-wal");
    }

    /** The index of the write-ahead log. */
    Path shm() {
        return sideFile("-shm");
    }

    private Path sideFile(String suffix) {
        return path.resolveSibling(path.getFileName() + suffix);
    }

    /** Bytes on disk, side files included. */
    long size() {
        return size(path) + size(wal()) + size(shm());
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0; // Side files come and go while others work.
        }
    }

    String url() {
        return "jdbc:sqlite:" + path;
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
