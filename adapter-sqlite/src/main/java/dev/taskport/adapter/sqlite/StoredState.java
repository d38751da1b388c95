package dev.taskport.adapter.sqlite;

import java.sql.SQLException;

/**
 * A state with its number.
 *
 * @param tasks how many tasks are in it
 */
record StoredState(long number, int tasks, StateRow row) {

    static final String COLUMNS = "number, tasks, " + StateRow.COLUMNS;

    static StoredState read(RowReader in) throws SQLException {
        return new StoredState(in.number(), in.smallNumber(), StateRow.read(in));
    }
}
