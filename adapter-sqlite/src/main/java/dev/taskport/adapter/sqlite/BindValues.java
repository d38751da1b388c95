package dev.taskport.adapter.sqlite;

import dev.taskport.domain.Micros;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Binds the values of one statement from left to right. */
final class BindValues {

    private final PreparedStatement statement;
    private int at;

    BindValues(PreparedStatement statement) {
        this.statement = statement;
    }

    BindValues number(long value) throws SQLException {
        statement.setLong(++at, value);
        return this;
    }

    BindValues numberOrNull(@Nullable Long value) throws SQLException {
        if (value == null) {
            return nothing();
        }
        return number(value);
    }

    BindValues real(double value) throws SQLException {
        statement.setDouble(++at, value);
        return this;
    }

    BindValues text(@Nullable String value) throws SQLException {
        statement.setString(++at, value);
        return this;
    }

    BindValues instant(Instant value) throws SQLException {
        return number(Micros.of(value));
    }

    BindValues instantOrNull(@Nullable Instant value) throws SQLException {
        if (value == null) {
            return nothing();
        }
        return instant(value);
    }

    BindValues nothing() throws SQLException {
        statement.setNull(++at, Types.NULL);
        return this;
    }
}
