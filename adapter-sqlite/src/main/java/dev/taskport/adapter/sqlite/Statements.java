package dev.taskport.adapter.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;

/**
 * The statements of one connection that are run for every task or every claim: prepared once, and run without a name for each
 * value. Everything that is rarer goes through JDBI. For one thread at a time.
 */
final class Statements {

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Statements(Connection connection) {
        this.connection = connection;
    }

    /** Gives a statement its values. */
    interface Values {
        void bind(BindValues to) throws SQLException;
    }

    /** Makes something of one row. */
    interface Row<T> {
        T read(RowReader row) throws SQLException;
    }

    /** Binds one of several. */
    interface Each<T> {
        void bind(BindValues to, T item) throws SQLException;
    }

    /** @throws JdbiException if the statement fails */
    <T> List<T> query(String sql, Values values, Row<T> row) {
        return run(sql, values, statement -> {
            List<T> all = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    all.add(row.read(new RowReader(rows)));
                }
            }
            return all;
        });
    }

    /**
     * The first row, if there is one.
     *
     * @throws JdbiException if the statement fails
     */
    <T> Optional<T> first(String sql, Values values, Row<T> row) {
        return run(sql, values, statement -> {
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(row.read(new RowReader(rows))) : Optional.empty();
            }
        });
    }

    /**
     * How many rows it changed.
     *
     * @throws JdbiException if the statement fails
     */
    int update(String sql, Values values) {
        return run(sql, values, statement -> {
            // Half the price of executeUpdate.
            statement.execute();
            return statement.getUpdateCount();
        });
    }

    /**
     * Runs it once for each item.
     *
     * @throws JdbiException if the statement fails
     */
    <T> void updateEach(String sql, List<T> items, Each<T> each) {
        try {
            PreparedStatement statement = prepare(sql);
            if (items.size() == 1) {
                each.bind(new BindValues(statement), items.get(0));
                statement.execute();
                return;
            }
            for (T item : items) {
                each.bind(new BindValues(statement), item);
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw failure(sql, e);
        }
    }

    private interface Run<T> {
        T run(PreparedStatement statement) throws SQLException;
    }

    private <T> T run(String sql, Values values, Run<T> run) {
        try {
            PreparedStatement statement = prepare(sql);
            values.bind(new BindValues(statement));
            return run.run(statement);
        } catch (SQLException e) {
            throw failure(sql, e);
        }
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement kept = prepared.get(sql);
        if (kept != null) {
            return kept;
        }
        PreparedStatement made = connection.prepareStatement(sql);
        prepared.put(sql, made);
        return made;
    }

    /** What a failed statement had been given must not be run with the next. */
    private StatementFailure failure(String sql, SQLException failure) {
        PreparedStatement failed = prepared.remove(sql);
        if (failed != null) {
            try {
                failed.close();
            } catch (SQLException e) {
                failure.addSuppressed(e);
            }
        }
        return new StatementFailure(failure);
    }
}
