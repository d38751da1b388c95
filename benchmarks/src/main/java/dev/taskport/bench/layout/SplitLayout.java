package dev.taskport.bench.layout;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a task is lies in a table that is only added to; what waits is a small table in the order of taking; how a task fares is
 * a small row that begins with its first claim. How many wait is counted in the order's own table, behind the last of each
 * priority, because the page is being written anyway.
 */
class SplitLayout extends Layout {

    /** The id of the row behind the last, which counts. */
    private static final long BEHIND = Long.MAX_VALUE;

    SplitLayout() {
        this("split, row by row");
    }

    SplitLayout(String name) {
        super(name);
    }

    @Override
    void create(Statements sql) throws SQLException {
        sql.run("""
                create table task (
                  id integer primary key, lane integer not null, priority integer not null, created_at integer not null,
                  revision integer, max_attempts integer, run_after integer, imported_at integer, lineage integer,
                  workspace integer, idempotency_key text, external_id text, concurrency_key text, created_by text,
                  title text, tags text, description text, attributes text, dependencies integer,
                  on_dependency_failure integer, payload text not null) strict
                """);
        sql.run("create unique index task_key on task (workspace, idempotency_key) where idempotency_key is not null");
        sql.run("create unique index task_external on task (workspace, external_id) where external_id is not null");
        sql.run("""
                create table ready (
                  lane integer not null, priority integer not null, id integer not null, tasks integer,
                  primary key (lane, priority, id)) strict, without rowid
                """);
        sql.run("""
                create table state (
                  id integer primary key, status integer not null, lane integer not null, attempt integer not null,
                  epoch integer not null, lease_generation integer not null, generation integer not null,
                  version integer not null, updated_at integer not null, started_at integer, leased_until integer,
                  leased_by text, finished_at integer, settled integer, failures integer, open_dependencies integer,
                  progress_percent integer, progress_note text, result text) strict
                """);
        sql.run("create index state_leased on state (leased_until) where leased_until is not null");
        sql.run("create index state_finished on state (status, finished_at) where finished_at is not null");
        sql.run("""
                create table tally (
                  lane integer, status integer, tasks integer, primary key (lane, status)) strict, without rowid
                """);
        sql.run("insert into tally values (1, 1, 0), (1, 2, 0)");
    }

    @Override
    void enqueue(Statements sql, List<Sample> tasks) throws SQLException {
        PreparedStatement insert = sql.of("""
                insert into task (id, priority, created_at, payload, lane) values (?, ?, ?, ?, 1) on conflict do nothing
                """);
        PreparedStatement wait = sql.of("insert into ready (priority, id, lane) values (?, ?, 1)");
        long now = now();
        for (Sample task : tasks) {
            insert.setLong(1, task.id());
            insert.setInt(2, task.priority());
            insert.setLong(3, now);
            insert.setString(4, task.payload());
            insert.addBatch();
            wait.setInt(1, task.priority());
            wait.setLong(2, task.id());
            wait.addBatch();
        }
        insert.executeBatch();
        wait.executeBatch();
        Map<Integer, Integer> more = new TreeMap<>();
        tasks.forEach(task -> more.merge(task.priority(), 1, Integer::sum));
        waiting(sql, more);
    }

    @Override
    List<Held> claim(Statements sql, int max) throws SQLException {
        List<Held> held = heads(sql, max);
        lease(sql, held);
        PreparedStatement remove = sql.of("delete from ready where lane = 1 and priority = ? and id = ?");
        for (Held each : held) {
            remove.setInt(1, each.priority());
            remove.setLong(2, each.id());
            remove.addBatch();
        }
        remove.executeBatch();
        claimed(sql, held);
        return held;
    }

    /** Counts what was claimed. */
    final void claimed(Statements sql, List<Held> held) throws SQLException {
        Map<Integer, Integer> less = new TreeMap<>();
        held.forEach(each -> less.merge(each.priority(), -1, Integer::sum));
        waiting(sql, less);
        tally(sql, 1, held.size());
    }

    /** What is next, with what its handler is given. */
    final List<Held> heads(Statements sql, int max) throws SQLException {
        PreparedStatement heads = sql.of("""
                select r.id, r.priority, t.payload, t.created_at, t.max_attempts, t.tags
                from ready r cross join task t on t.id = r.id
                where r.lane = 1 and r.tasks is null order by r.priority, r.id limit ?
                """);
        heads.setInt(1, max);
        List<Held> held = new ArrayList<>(max);
        try (ResultSet rows = heads.executeQuery()) {
            while (rows.next()) {
                held.add(new Held(
                        rows.getLong(1), rows.getInt(2), rows.getString(3).isEmpty() ? 1 : claimNumber()));
            }
        }
        return held;
    }

    /** The number of the claim that is being made. */
    long claimNumber() {
        return 0;
    }

    void lease(Statements sql, List<Held> held) throws SQLException {
        PreparedStatement lease = sql.of("""
                insert into state (
                  id, status, lane, attempt, epoch, lease_generation, generation, version, updated_at, started_at,
                  leased_until, leased_by)
                values (?1, 1, 1, 1, 1, ?2, ?2, 2, ?3, ?3, ?4, ?5)
                on conflict (id) do update set
                  status = 1, attempt = attempt + 1, epoch = epoch + 1, lease_generation = excluded.lease_generation,
                  generation = excluded.generation, version = version + 1, updated_at = excluded.updated_at,
                  started_at = excluded.started_at, leased_until = excluded.leased_until, leased_by = excluded.leased_by
                """);
        long now = now();
        for (Held each : held) {
            lease.setLong(1, each.id());
            lease.setLong(2, GENERATION);
            lease.setLong(3, now);
            lease.setLong(4, now + LEASE);
            lease.setString(5, WORKER);
            lease.addBatch();
        }
        lease.executeBatch();
    }

    @Override
    int complete(Statements sql, List<Held> held) throws SQLException {
        PreparedStatement complete = sql.of("""
                update state set
                  status = 2, version = version + 1, updated_at = ?1, leased_until = null, leased_by = null, finished_at = ?1,
                  settled = 1
                where id = ?2 and status = 1 and epoch = 1 and lease_generation = ?3
                """);
        long now = now();
        for (Held each : held) {
            complete.setLong(1, now);
            complete.setLong(2, each.id());
            complete.setLong(3, GENERATION);
            complete.addBatch();
        }
        completed(sql, held);
        return Statements.changed(complete);
    }

    /** Counts what was completed. */
    final void completed(Statements sql, List<Held> held) throws SQLException {
        tally(sql, 1, -held.size());
        tally(sql, 2, held.size());
    }

    private static void waiting(Statements sql, Map<Integer, Integer> changes) throws SQLException {
        PreparedStatement count = sql.of("""
                insert into ready (lane, priority, id, tasks) values (1, ?, ?, ?)
                on conflict do update set tasks = tasks + excluded.tasks
                """);
        for (Map.Entry<Integer, Integer> change : changes.entrySet()) {
            count.setInt(1, change.getKey());
            count.setLong(2, BEHIND);
            count.setInt(3, change.getValue());
            count.executeUpdate();
        }
    }

    private static void tally(Statements sql, int status, int change) throws SQLException {
        PreparedStatement tally = sql.of("update tally set tasks = tasks + ? where lane = 1 and status = ?");
        tally.setInt(1, change);
        tally.setInt(2, status);
        tally.executeUpdate();
    }
}
