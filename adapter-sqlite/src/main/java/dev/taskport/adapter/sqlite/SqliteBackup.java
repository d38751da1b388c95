package dev.taskport.adapter.sqlite;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskportException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * Writes a backup:
 *
 * <ol>
 *   <li>into a private file of another name beside the target, by the engine, which shows one moment of the store;
 *   <li>look at it through a connection of its own;
 *   <li>flush it to the disk, give it its name, flush the folder.
 * </ol>
 *
 * What is under the target's name is complete and verified, or not there.
 */
final class SqliteBackup {

    private final Path target;
    private final SqliteErrors errors;

    SqliteBackup(Path target, SqliteErrors errors) {
        this.target = target.toAbsolutePath();
        this.errors = errors;
    }

    long write(SqlSession session) {
        requireFree();
        Path unfinished = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".unfinished");
        try {
            new SqliteFile(unfinished).create();
            // The copy is what is written: a connection to a file that was opened for reading cannot change it even so.
            session.handle().execute("pragma query_only = 0");
            session.care().backup(unfinished.toString());
            verify(unfinished);
            return publish(unfinished);
        } catch (JdbiException e) {
            throw errors.of(e);
        } catch (IOException e) {
            throw ErrorCode.UNAVAILABLE.error(
                    "The backup " + target
                            + " could not be written. The store is unchanged. Check the folder and its disk.",
                    e);
        } finally {
            deleteQuietly(unfinished);
        }
    }

    private void requireFree() {
        if (Files.exists(target)) {
            throw ErrorCode.INVALID_REQUEST.error("The backup " + target
                    + " exists already, and a backup never replaces a file. Nothing was written. Choose another name.");
        }
        Path folder = target.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw ErrorCode.INVALID_REQUEST.error("The folder of the backup " + target
                    + " does not exist. Nothing was written. Create it, or choose another.");
        }
    }

    private void verify(Path copy) {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        // Nobody else knows the file, and the engine need not make side files to look at it.
        try (Connection connection = config.createConnection("jdbc:sqlite:" + copy);
                Statement statement = connection.createStatement()) {
            requireAnswer(statement, "pragma integrity_check(1)", "ok");
            requireAnswer(
                    statement, "select max(version) from taskport_schema", Integer.toString(SqliteSchema.VERSION));
            requireAnswer(statement, "select count(*) from pragma_foreign_key_check", "0");
        } catch (SQLException e) {
            throw damaged("it cannot be read back", e);
        }
    }

    private void requireAnswer(Statement statement, String question, String wanted) throws SQLException {
        try (ResultSet answer = statement.executeQuery(question)) {
            String found = answer.next() ? answer.getString(1) : "nothing";
            if (!wanted.equals(found)) {
                throw damaged("looking at it (" + question + ") found " + found, null);
            }
        }
    }

    private TaskportException damaged(String what, @Nullable SQLException cause) {
        String message = "The backup " + target + " is not good: " + what
                + ". It was removed. Check the store, then the disk, and try again.";
        return cause == null ? ErrorCode.DAMAGED.error(message) : ErrorCode.DAMAGED.error(message, cause);
    }

    private long publish(Path copy) throws IOException {
        flush(copy);
        long size = Files.size(copy);
        try {
            Files.move(copy, target);
        } catch (FileAlreadyExistsException e) {
            throw ErrorCode.INVALID_REQUEST.error(
                    "The backup " + target
                            + " was created by somebody else meanwhile. Nothing was replaced. Choose another name.",
                    e);
        }
        flushFolder();
        return size;
    }

    private static void flush(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** So that the name survives a power cut too. Windows has no such thing and needs none. */
    private void flushFolder() throws IOException {
        Path folder = target.getParent();
        if (folder != null
                && folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // Its name says that it is unfinished.
        }
    }
}
