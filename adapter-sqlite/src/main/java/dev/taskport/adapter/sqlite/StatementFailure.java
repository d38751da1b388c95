package dev.taskport.adapter.sqlite;

import java.sql.SQLException;
import org.jdbi.v3.core.JdbiException;

/** What JDBI says when a statement fails, for those that do not go through it. The text of the statement is not repeated. */
final class StatementFailure extends JdbiException {

    private static final long serialVersionUID = 1L;

    StatementFailure(SQLException cause) {
        super("A statement failed", cause);
    }
}
