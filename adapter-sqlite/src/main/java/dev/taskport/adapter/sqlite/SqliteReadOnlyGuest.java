package dev.taskport.adapter.sqlite;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;

/**
 * Leaves a file as it was found. A connection that may not write makes the side files too, but cannot clear them away; so, if
 * they were not there before and hold nothing, a connection that could write is opened and closed, which removes them.
 */
final class SqliteReadOnlyGuest {

    private final SqliteFile file;
    private final boolean hadSideFiles;

    SqliteReadOnlyGuest(SqliteFile file) {
        this.file = file;
        this.hadSideFiles = Files.exists(file.wal()) || Files.exists(file.shm());
    }

    void leave() {
        if (hadSideFiles || !Files.exists(file.wal()) || file.wal().toFile().length() > 0) {
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
