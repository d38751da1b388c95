package dev.taskport.bench.layout;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Split as well, but tasks that fare alike share one row for it: those of one claim, and those of one settlement. Which state a
 * task is in is two numbers in a table of its own. Where all that share a state go on together, only its row is written. This
 * is what the adapter does.
 */
final class SharedLayout extends SplitLayout {

    private static final int LEASED = 1;
    private static final int COMPLETED = 2;

    private long lastState;

    SharedLayout() {
        super("split, states shared");
    }

    @Override
    void create(Statements sql) throws SQLException {
        super.create(sql);
        lastState = 0;
        sql.run("drop table state");
        sql.run("""
                create table state (
                  number integer primary key, tasks integer not null, status integer not null, attempt integer not null,
                  epoch integer not null, lease_generation integer not null, generation integer not null,
                  version integer not null, updated_at integer not null, started_at integer, leased_until integer,
                  leased_by text, finished_at integer, settled integer, failures integer, progress_percent integer,
                  progress_note text, result text, members text not null) strict
                """);
        sql.run("create index state_leased on state (leased_until) where leased_until is not null");
        sql.run("create index state_finished on state (status, finished_at) where finished_at is not null");
        sql.run("create table task_state (task integer primary key, state integer not null, parked integer) strict");
        sql.run("create index task_state_parked on task_state (parked) where parked is not null");
    }

    @Override
    List<Held> claim(Statements sql, int max) throws SQLException {
        List<Held> held = heads(sql, max);
        if (held.isEmpty()) {
            return held;
        }
        long state = insert(sql, LEASED, held);
        for (Map.Entry<Integer, Long> range : RangeLayout.ranges(held).entrySet()) {
            enter(sql, state, range.getKey(), range.getValue());
            RangeLayout.remove(sql, range.getKey(), range.getValue());
        }
        claimed(sql, held);
        return held;
    }

    private static void enter(Statements sql, long state, int priority, long last) throws SQLException {
        PreparedStatement enter = sql.of("""
                insert into task_state (task, state)
                select id, ? from ready where lane = 1 and priority = ? and id <= ?
                """);
        enter.setLong(1, state);
        enter.setInt(2, priority);
        enter.setLong(3, last);
        enter.executeUpdate();
    }

    private long insert(Statements sql, int status, List<Held> members) throws SQLException {
        PreparedStatement insert = sql.of("""
                insert into state (
                  number, tasks, status, attempt, epoch, lease_generation, generation, version, updated_at, started_at,
                  leased_until, leased_by, finished_at, settled, members)
                values (?1, ?2, ?3, 1, 1, ?4, ?4, 2, ?5, ?5, ?6, ?7, ?8, ?9, ?10)
                """);
        long now = now();
        insert.setLong(1, ++lastState);
        insert.setInt(2, members.size());
        insert.setInt(3, status);
        insert.setLong(4, GENERATION);
        insert.setLong(5, now);
        if (status == LEASED) {
            insert.setLong(6, now + LEASE);
            insert.setString(7, WORKER);
            insert.setNull(8, Types.NULL);
            insert.setNull(9, Types.NULL);
        } else {
            insert.setNull(6, Types.NULL);
            insert.setNull(7, Types.NULL);
            insert.setLong(8, now);
            insert.setInt(9, 1);
        }
        insert.setString(10, ids(members));
        insert.executeUpdate();
        return lastState;
    }

    private static String ids(List<Held> tasks) {
        return tasks.stream().map(task -> Long.toString(task.id())).collect(Collectors.joining(",", "[", "]"));
    }

    @Override
    int complete(Statements sql, List<Held> held) throws SQLException {
        if (held.isEmpty()) {
            return 0;
        }
        int ended = 0;
        Map<Long, Integer> states = states(sql, held);
        if (states.size() == 1) {
            Map.Entry<Long, Integer> only = states.entrySet().iterator().next();
            ended = replace(sql, only.getKey(), only.getValue());
        }
        if (ended == 0) {
            ended = move(sql, held, insert(sql, COMPLETED, held));
            for (Map.Entry<Long, Integer> left : states.entrySet()) {
                leave(sql, left.getKey(), left.getValue());
            }
        }
        completed(sql, held);
        return ended;
    }

    /** How many of the tasks are in which state. */
    private static Map<Long, Integer> states(Statements sql, List<Held> held) throws SQLException {
        PreparedStatement states =
                sql.of("select state from task_state where task in (select value from json_each(?))");
        states.setString(1, ids(held));
        Map<Long, Integer> counts = new TreeMap<>();
        try (ResultSet rows = states.executeQuery()) {
            while (rows.next()) {
                counts.merge(rows.getLong(1), 1, Integer::sum);
            }
        }
        return counts;
    }

    private static int replace(Statements sql, long state, int tasks) throws SQLException {
        PreparedStatement replace = sql.of("""
                update state set
                  status = 2, version = version + 1, updated_at = ?1, leased_until = null, leased_by = null,
                  finished_at = ?1, settled = 1
                where number = ?2 and tasks = ?3 and status = 1 and epoch = 1 and lease_generation = ?4
                """);
        replace.setLong(1, now());
        replace.setLong(2, state);
        replace.setInt(3, tasks);
        replace.setLong(4, GENERATION);
        return replace.executeUpdate() * tasks;
    }

    private static int move(Statements sql, List<Held> held, long state) throws SQLException {
        PreparedStatement move =
                sql.of("update task_state set state = ? where task in (select value from json_each(?))");
        move.setLong(1, state);
        move.setString(2, ids(held));
        return move.executeUpdate();
    }

    private static void leave(Statements sql, long state, int tasks) throws SQLException {
        PreparedStatement all =
                sql.of("delete from state where number = ? and tasks = ? and epoch = 1 and lease_generation = ?");
        all.setLong(1, state);
        all.setInt(2, tasks);
        all.setLong(3, GENERATION);
        if (all.executeUpdate() == 0) {
            PreparedStatement some = sql.of(
                    "update state set tasks = tasks - ? where number = ? and epoch = 1 and lease_generation = ?");
            some.setInt(1, tasks);
            some.setLong(2, state);
            some.setLong(3, GENERATION);
            some.executeUpdate();
        }
    }
}
