package dev.taskport.adapter.sqlite;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Keeps the prepared statements of one connection, because preparing costs as much as running most of them. A statement that
 * is in use is not in the cache, so that one and the same text may run inside itself. Old parameters stay until the next use
 * replaces them: clearing them would make the engine prepare the statement again. For one thread at a time.
 */
final class StatementCache implements StatementBuilder {

    /** More than the program has fixed statements; what goes beyond are lists with ever other conditions. */
    static final int SIZE_MAX = 300;

    /** By text, the longest unused first: who uses one takes it out and puts it back at the end. */
    private final Map<String, PreparedStatement> idle = new LinkedHashMap<>();
    /** The texts of those in use: what JDBI gives back, it calls by the text before names became question marks. */
    private final IdentityHashMap<Statement, String> used = new IdentityHashMap<>();

    @Override
    public Statement create(Connection connection, StatementContext context) throws SQLException {
        return connection.createStatement();
    }

    @Override
    public PreparedStatement create(Connection connection, String sql, StatementContext context) throws SQLException {
        PreparedStatement kept = idle.remove(sql);
        PreparedStatement statement = kept != null && !kept.isClosed() ? kept : connection.prepareStatement(sql);
        used.put(statement, sql);
        return statement;
    }

    @Override
    public CallableStatement createCall(Connection connection, String sql, StatementContext context)
            throws SQLException {
        return connection.prepareCall(sql);
    }

    @Override
    public void close(Connection connection, String sql, Statement statement) throws SQLException {
        String text = used.remove(statement);
        if (text != null && statement instanceof PreparedStatement prepared && !prepared.isClosed()) {
            keep(text, prepared);
        } else {
            statement.close();
        }
    }

    private void keep(String text, PreparedStatement statement) {
        PreparedStatement twin = idle.put(text, statement);
        if (twin != null) {
            closeQuietly(twin);
        }
        if (idle.size() > SIZE_MAX) {
            Iterator<PreparedStatement> oldest = idle.values().iterator();
            closeQuietly(oldest.next());
            oldest.remove();
        }
    }

    /** How many are kept ready. */
    int size() {
        return idle.size();
    }

    @Override
    public void close(Connection connection) {
        idle.values().forEach(StatementCache::closeQuietly);
        idle.clear();
    }

    private static void closeQuietly(PreparedStatement statement) {
        try {
            statement.close();
        } catch (SQLException e) {
            // Its connection is being closed, which frees it too.
        }
    }
}
