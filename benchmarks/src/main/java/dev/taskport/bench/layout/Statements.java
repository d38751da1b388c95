package dev.taskport.bench.layout;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** A connection whose statements are prepared once. For one thread. */
final class Statements implements AutoCloseable {

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    /** @param synchronous FULL or NORMAL */
    Statements(Path file, String synchronous) throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        run("pragma journal_mode = wal");
        run("pragma synchronous = " + synchronous);
        run("pragma cache_size = -65536");
        run("pragma temp_store = memory");
    }

    /** The statement of this text, to be given its values. */
    PreparedStatement of(String text) throws SQLException {
        PreparedStatement statement = prepared.get(text);
        if (statement == null) {
            statement = connection.prepareStatement(text);
            prepared.put(text, statement);
        }
        return statement;
    }

    /** Runs a batch of updates, and answers how many rows they changed. */
    static int changed(PreparedStatement batch) throws SQLException {
        int sum = 0;
        for (int each : batch.executeBatch()) {
            sum += each;
        }
        return sum;
    }

    void begin() throws SQLException {
        of("begin immediate").execute();
    }

    void commit() throws SQLException {
        of("commit").execute();
    }

    void run(String text) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : prepared.values()) {
            statement.close();
        }
        connection.close();
    }
}
