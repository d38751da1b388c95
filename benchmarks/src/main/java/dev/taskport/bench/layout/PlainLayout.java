package dev.taskport.bench.layout;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The mark: one table with the least columns, one index over what waits. No lanes. What is finished is deleted. */
final class PlainLayout extends Layout {

    PlainLayout() {
        super("plain table (mark)");
    }

    @Override
    void create(Statements sql) throws SQLException {
        sql.run("""
                create table task (
                  id integer primary key, type text, payload text, priority integer, status integer, run_after integer,
                  lease_until integer, attempts integer, lease_token integer, created_at integer, updated_at integer)
                """);
        sql.run("create index task_ready on task (priority, run_after, id) where status = 0");
    }

    @Override
    void enqueue(Statements sql, List<Sample> tasks) throws SQLException {
        PreparedStatement insert = sql.of("""
                insert into task (id, type, payload, priority, status, run_after, attempts, created_at, updated_at)
                values (?, 'mail', ?, ?, 0, ?, 0, ?, ?)
                """);
        long now = now();
        for (Sample task : tasks) {
            insert.setLong(1, task.id());
            insert.setString(2, task.payload());
            insert.setInt(3, task.priority());
            insert.setLong(4, now);
            insert.setLong(5, now);
            insert.setLong(6, now);
            insert.addBatch();
        }
        insert.executeBatch();
    }

    @Override
    List<Held> claim(Statements sql, int max) throws SQLException {
        PreparedStatement claim = sql.of("""
                update task set status = 1, lease_until = ?, attempts = attempts + 1, lease_token = 1
                where id in (
                  select id from task where status = 0 and run_after <= ? order by priority, run_after, id limit ?)
                returning id, priority, payload
                """);
        long now = now();
        claim.setLong(1, now + LEASE);
        claim.setLong(2, now);
        claim.setInt(3, max);
        List<Held> held = new ArrayList<>();
        try (ResultSet rows = claim.executeQuery()) {
            while (rows.next()) {
                held.add(new Held(
                        rows.getLong(1), rows.getInt(2), rows.getString(3).isEmpty() ? 1 : 0));
            }
        }
        return held;
    }

    @Override
    int complete(Statements sql, List<Held> held) throws SQLException {
        PreparedStatement complete = sql.of("delete from task where id = ? and lease_token = 1");
        for (Held each : held) {
            complete.setLong(1, each.id());
            complete.addBatch();
        }
        return Statements.changed(complete);
    }
}
