package dev.taskport.bench.layout;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The key is the order: lane, priority and a running number in one integer, so that no index of what waits is needed. The id
 * needs one instead, a task that changes its place changes its key, and what is finished moves to a table of its own, out of
 * the way of claims.
 */
final class OrderedLayout extends Layout {

    private static final int LANE_BITS = 50;
    private static final int PRIORITY_BITS = 40;

    private static final String COLUMNS = """
            id integer not null, lane integer not null, priority integer not null, created_at integer not null,
            status integer not null, attempt integer not null, epoch integer not null, lease_generation integer,
            generation integer, version integer not null, updated_at integer not null, started_at integer,
            leased_until integer, leased_by text, finished_at integer, settled integer, failures integer,
            progress_percent integer, progress_note text, result text, revision integer, max_attempts integer,
            run_after integer, imported_at integer, lineage integer, workspace integer, idempotency_key text,
            external_id text, concurrency_key text, created_by text, title text, tags text, description text,
            attributes text, dependencies integer, open_dependencies integer, on_dependency_failure integer,
            payload text not null""";

    private long running;

    OrderedLayout() {
        super("key in order of taking");
    }

    @Override
    void create(Statements sql) throws SQLException {
        running = 0;
        sql.run("create table task (place integer primary key, " + COLUMNS + ") strict");
        sql.run("create unique index task_id on task (id)");
        sql.run("create index task_leased on task (leased_until) where leased_until is not null");
        sql.run("create table done (" + COLUMNS.replaceFirst("id integer not null", "id integer primary key")
                + ") strict");
        sql.run("create index done_at on done (status, finished_at)");
    }

    @Override
    void enqueue(Statements sql, List<Sample> tasks) throws SQLException {
        PreparedStatement insert = sql.of("""
                insert into task (
                  place, id, priority, created_at, updated_at, generation, payload, lane, status, attempt, epoch, version)
                values (?, ?, ?, ?, ?, ?, ?, 1, 0, 0, 0, 1)
                """);
        long now = now();
        for (Sample task : tasks) {
            insert.setLong(1, (1L << LANE_BITS) | ((long) task.priority() << PRIORITY_BITS) | ++running);
            insert.setLong(2, task.id());
            insert.setInt(3, task.priority());
            insert.setLong(4, now);
            insert.setLong(5, now);
            insert.setLong(6, GENERATION);
            insert.setString(7, task.payload());
            insert.addBatch();
        }
        insert.executeBatch();
    }

    /** The claim number is the place here. */
    @Override
    List<Held> claim(Statements sql, int max) throws SQLException {
        List<Held> held = heads(sql, max);
        PreparedStatement lease = sql.of("""
                update task set
                  status = 1, attempt = attempt + 1, epoch = epoch + 1, lease_generation = ?1, version = version + 1,
                  updated_at = ?2, started_at = ?2, leased_until = ?3, leased_by = ?4
                where place = ?5 and status = 0 and epoch = 0
                """);
        long now = now();
        for (Held each : held) {
            lease.setLong(1, GENERATION);
            lease.setLong(2, now);
            lease.setLong(3, now + LEASE);
            lease.setString(4, WORKER);
            lease.setLong(5, each.claim());
            lease.addBatch();
        }
        lease.executeBatch();
        return held;
    }

    private static List<Held> heads(Statements sql, int max) throws SQLException {
        PreparedStatement heads = sql.of("""
                select place, id, priority, payload, created_at, max_attempts, tags from task
                where place between ? and ? and status = 0 order by place limit ?
                """);
        heads.setLong(1, 1L << LANE_BITS);
        heads.setLong(2, 2L << LANE_BITS);
        heads.setInt(3, max);
        List<Held> held = new ArrayList<>(max);
        try (ResultSet rows = heads.executeQuery()) {
            while (rows.next()) {
                held.add(new Held(
                        rows.getLong(2), rows.getInt(3), rows.getString(4).isEmpty() ? 0 : rows.getLong(1)));
            }
        }
        return held;
    }

    @Override
    int complete(Statements sql, List<Held> held) throws SQLException {
        PreparedStatement move = sql.of("""
                insert into done
                select id, lane, priority, created_at, 2, attempt, epoch, lease_generation, generation, version + 1, ?1,
                  started_at, null, null, ?1, 1, failures, progress_percent, progress_note, result, revision, max_attempts,
                  run_after, imported_at, lineage, workspace, idempotency_key, external_id, concurrency_key, created_by, title,
                  tags, description, attributes, dependencies, open_dependencies, on_dependency_failure, payload
                from task where place = ?2 and status = 1 and epoch = 1
                """);
        PreparedStatement remove = sql.of("delete from task where place = ?");
        long now = now();
        for (Held each : held) {
            move.setLong(1, now);
            move.setLong(2, each.claim());
            move.addBatch();
            remove.setLong(1, each.claim());
            remove.addBatch();
        }
        int moved = Statements.changed(move);
        remove.executeBatch();
        return moved;
    }
}
