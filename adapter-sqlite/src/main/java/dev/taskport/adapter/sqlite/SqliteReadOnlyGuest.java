package dev.taskport.adapter.sqlite;

import dev.taskport.adapter.sqlite.SqliteConnections.Use;
import dev.taskport.domain.ErrorCode;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;

/**
 * Leaves a file as it was found. A connection that may not write makes the side files too, but cannot clear them away; so, if
 * they hold nothing, a connection that could write is opened and closed, which removes them unless somebody else has the
 * file open. That also clears away what a reader left that was killed. The index of a log that holds something stays: only
 * its owner may fold such a log into the database.
 */
final class SqliteReadOnlyGuest {

    private final SqliteFile file;

    SqliteReadOnlyGuest(SqliteFile file) {
        this.file = file;
    }

    /**
     * How to open the file. Reading takes locks in a side file; where none can be made, the engine can be told that nobody
     * writes, and then {@link FileWatch} looks whether that is true.
     *
     * @throws dev.taskport.domain.TaskportException UNAVAILABLE if the newest transactions could not be read that way
     */
    Use use() {
        if (Files.exists(file.shm()) || file.inWritableFolder()) {
            return Use.READ_ONLY_FILE;
        }
        if (file.hasLog()) {
            throw ErrorCode.UNAVAILABLE.error("The database " + file
                    + " was not closed: its newest tasks are in the file " + file.wal()
                    + ", and that cannot be read where side files cannot be made. Nothing was opened. Copy both files into a"
                    + " folder that this user may write to, and open the copy.");
        }
        return Use.FROZEN_FILE;
    }

    void leave() {
        if (!Files.exists(file.wal()) || file.hasLog()) {
            return;
        }
        try (Connection connection = new SQLiteConfig().createConnection(file.url());
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("select count(*) from sqlite_schema")) {
            answer.next();
        } catch (SQLException e) {
            // An empty side file harms nobody.
        }
    }
}
