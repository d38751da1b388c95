package dev.taskport.bench.layout;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The first layout of the adapter, from its own script: one wide row for each task, and an index for each question. */
final class WideLayout extends Layout {

    private static final String SCRIPT = "/dev/taskport/adapter/sqlite/schema/V001__tasks.sql";

    WideLayout() {
        super("one wide table");
    }

    @Override
    void create(Statements sql) throws SQLException {
        for (String statement : script().replaceAll("(?m)^--.*$", "").split(";", -1)) {
            if (!statement.isBlank()) {
                sql.run(statement);
            }
        }
        sql.run("create index taskport_task_priority on taskport_task (lane, priority, id) where ready = 1");
        sql.run("create index taskport_task_fifo on taskport_task (lane, id) where ready = 1");
        sql.run("insert into taskport_lane (id, workspace, type, requirements) values (1, 'default', 'mail', '{}')");
        sql.run("insert into taskport_tally values (1, 'QUEUED', 0), (1, 'LEASED', 0), (1, 'COMPLETED', 0)");
    }

    private static String script() {
        try (InputStream in = WideLayout.class.getResourceAsStream(SCRIPT)) {
            if (in == null) {
                throw new IllegalStateException("The adapter has no script " + SCRIPT);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    void enqueue(Statements sql, List<Sample> tasks) throws SQLException {
        PreparedStatement insert = sql.of("""
                insert into taskport_task (
                  id, priority, run_after, created_at, updated_at, generation, lineage, payload, lane, status, ready, attempt,
                  max_attempts, lease_epoch, lease_generation, version, revision, dependencies, open_dependencies, failures,
                  on_dependency_failure, workspace)
                values (?, ?, ?, ?, ?, ?, ?, ?, 1, 'QUEUED', 1, 0, 5, 0, 0, 1, 0, 0, 0, 0, 'BLOCK', 'default')
                """);
        long now = now();
        for (Sample task : tasks) {
            insert.setLong(1, task.id());
            insert.setInt(2, task.priority());
            insert.setLong(3, now);
            insert.setLong(4, now);
            insert.setLong(5, now);
            insert.setLong(6, GENERATION);
            insert.setLong(7, GENERATION);
            insert.setString(8, task.payload());
            insert.addBatch();
        }
        insert.executeBatch();
        tally(sql, "QUEUED", tasks.size());
    }

    @Override
    List<Held> claim(Statements sql, int max) throws SQLException {
        List<Held> held = heads(sql, max);
        PreparedStatement claim = sql.of("""
                update taskport_task set
                  status = 'LEASED', ready = 0, attempt = attempt + 1, lease_epoch = lease_epoch + 1, lease_generation = ?,
                  leased_by = ?, leased_until = ?, version = version + 1, updated_at = ?, started_at = ?
                where id = ? and status = 'QUEUED' and lease_epoch = 0
                """);
        long now = now();
        for (Held each : held) {
            claim.setLong(1, GENERATION);
            claim.setString(2, WORKER);
            claim.setLong(3, now + LEASE);
            claim.setLong(4, now);
            claim.setLong(5, now);
            claim.setLong(6, each.id());
            claim.addBatch();
        }
        claim.executeBatch();
        tally(sql, "QUEUED", -held.size());
        tally(sql, "LEASED", held.size());
        return held;
    }

    private static List<Held> heads(Statements sql, int max) throws SQLException {
        PreparedStatement heads = sql.of("""
                select id, priority, payload, attempt, created_at from taskport_task
                where lane = 1 and ready = 1 order by priority, id limit ?
                """);
        heads.setInt(1, max);
        List<Held> held = new ArrayList<>();
        try (ResultSet rows = heads.executeQuery()) {
            while (rows.next()) {
                held.add(new Held(
                        rows.getLong(1), rows.getInt(2), rows.getString(3).isEmpty() ? 1 : 0));
            }
        }
        return held;
    }

    @Override
    int complete(Statements sql, List<Held> held) throws SQLException {
        PreparedStatement complete = sql.of("""
                update taskport_task set
                  status = 'COMPLETED', leased_by = null, leased_until = null, version = version + 1, updated_at = ?,
                  finished_at = ?, settled_epoch = 1, settled_generation = ?, settled_outcome = 'COMPLETE'
                where id = ? and status = 'LEASED' and lease_epoch = 1 and lease_generation = ?
                """);
        long now = now();
        for (Held each : held) {
            complete.setLong(1, now);
            complete.setLong(2, now);
            complete.setLong(3, GENERATION);
            complete.setLong(4, each.id());
            complete.setLong(5, GENERATION);
            complete.addBatch();
        }
        tally(sql, "LEASED", -held.size());
        tally(sql, "COMPLETED", held.size());
        return Statements.changed(complete);
    }

    private static void tally(Statements sql, String status, int change) throws SQLException {
        PreparedStatement tally = sql.of("update taskport_tally set tasks = tasks + ? where lane = 1 and status = ?");
        tally.setInt(1, change);
        tally.setString(2, status);
        tally.executeUpdate();
    }
}
