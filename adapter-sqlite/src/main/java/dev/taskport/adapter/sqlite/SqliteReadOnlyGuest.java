package dev.taskport.adapter.sqlite;

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
