package dev.taskport.app.campaign;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Counts every completion of every task inside the database, by a trigger: what the store itself saw, whatever the workers
 * believe.
 */
final class CompletionAudit {

    private final Path database;

    private CompletionAudit(Path database) {
        this.database = database;
    }

    static CompletionAudit install(Path database) throws SQLException {
        CompletionAudit audit = new CompletionAudit(database);
        try (Connection connection = audit.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create table audit (task integer not null) strict");
            statement.execute("""
                    create trigger audit_ends_together after update of status on taskport_state
                    when new.status = 'COMPLETED' and old.status <> 'COMPLETED'
                    begin
                      insert into audit (task)
                      select p.task from json_each(new.members) m join taskport_task_state p on p.task = m.value
                      where p.state = new.number;
                    end
                    """);
            statement.execute("""
                    create trigger audit_ends_apart after update of state on taskport_task_state
                    when (select status from taskport_state where number = new.state) = 'COMPLETED'
                      and (select status from taskport_state where number = old.state) <> 'COMPLETED'
                    begin insert into audit (task) values (new.task); end
                    """);
        }
        return audit;
    }

    /** Completions, whoever completed what. */
    long completions() throws SQLException {
        return count("select count(*) from audit");
    }

    /** Tasks that were completed at least once. */
    long completedTasks() throws SQLException {
        return count("select count(distinct task) from audit");
    }

    /** Tasks that were claimed more than once, which shows that the kills hit. */
    long claimedAgain() throws SQLException {
        return count("select coalesce(sum(tasks), 0) from taskport_state where lease_epoch > 1");
    }

    private long count(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + database + "?busy_timeout=10000");
    }
}
