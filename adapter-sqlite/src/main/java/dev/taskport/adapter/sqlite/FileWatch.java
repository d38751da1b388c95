package dev.taskport.adapter.sqlite;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether a name still leads to the file that was opened under it. The engine does not notice that its file was
 * deleted, or that another was moved into its place: it goes on with the one that has no name any more, and what it
 * acknowledges is gone when the process ends. A look costs two or three microseconds. Safe for use by several threads.
 */
final class FileWatch {

    private final SqliteFile file;
    private final boolean frozen;
    private final State opened;

    private FileWatch(SqliteFile file, boolean frozen) {
        this.file = file;
        this.frozen = frozen;
        this.opened = state();
    }

    /** For a file that is read and written. */
    static FileWatch of(SqliteFile file) {
        return new FileWatch(file, false);
    }

    /** For a file that the engine was told nobody writes: that too is looked at. */
    static FileWatch frozen(SqliteFile file) {
        return new FileWatch(file, true);
    }

    /** @throws TaskportException DAMAGED if it is another file or none, UNAVAILABLE if a frozen one was written */
    void requireSame() {
        State present = state();
        if (!Objects.equals(present.key, opened.key)) {
            throw lost("is another file now than the one that was opened", null);
        }
        if (frozen && (!present.equals(opened) || file.hasLog())) {
            throw ErrorCode.UNAVAILABLE.error("The database " + file
                    + " was written by somebody while it was read from a folder that this user may not write to, so what was"
                    + " read may not fit together. Nothing was changed. Open it again.");
        }
    }

    private State state() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file.path(), BasicFileAttributes.class);
            return new State(attributes.fileKey(), attributes.size(), attributes.lastModifiedTime());
        } catch (NoSuchFileException e) {
            throw lost("was deleted or moved while it was in use", e);
        } catch (IOException e) {
            throw ErrorCode.UNAVAILABLE.error(
                    "The database " + file
                            + " cannot be looked at any more. Nothing was changed by this call. Check the disk and the permissions of its"
                            + " folder.",
                    e);
        }
    }

    private TaskportException lost(String how, @Nullable IOException cause) {
        String message = "The database " + file + " " + how
                + ". Nothing was changed by this call; what was stored before is in the file that was opened, wherever it is now."
                + " Stop every process that uses it, put the right file in its place, and start again.";
        return cause == null ? ErrorCode.DAMAGED.error(message) : ErrorCode.DAMAGED.error(message, cause);
    }

    /**
     * What a look shows.
     *
     * @param key tells one file from every other; null where the file system has no such thing
     */
    private record State(@Nullable Object key, long bytes, FileTime written) {}
}
