package dev.taskport.adapter.sqlite;

import dev.taskport.domain.Micros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the columns of one row from left to right. */
final class RowReader {

    private final ResultSet row;
    private int column;

    RowReader(ResultSet row) {
        this.row = row;
    }

    long number() throws SQLException {
        return row.getLong(++column);
    }

    void skip() {
        column++;
    }

    int smallNumber() throws SQLException {
        return row.getInt(++column);
    }

    boolean flag() throws SQLException {
        return row.getInt(++column) != 0;
    }

    @Nullable
    Long numberOrNull() throws SQLException {
        long value = row.getLong(++column);
        return row.wasNull() ? null : value;
    }

    /** 0 where there is none. */
    double real() throws SQLException {
        return row.getDouble(++column);
    }

    @Nullable
    Double realOrNull() throws SQLException {
        double value = row.getDouble(++column);
        return row.wasNull() ? null : value;
    }

    String text() throws SQLException {
        return row.getString(++column);
    }

    @Nullable
    String textOrNull() throws SQLException {
        return row.getString(++column);
    }

    <T> @Nullable T textOrNull(Function<String, T> made) throws SQLException {
        String value = row.getString(++column);
        return value == null ? null : made.apply(value);
    }

    Instant instant() throws SQLException {
        return Micros.toInstant(number());
    }

    @Nullable
    Instant instantOrNull() throws SQLException {
        return Micros.toInstantNullable(numberOrNull());
    }
}
