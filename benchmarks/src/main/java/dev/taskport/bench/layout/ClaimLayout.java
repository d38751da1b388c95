package dev.taskport.bench.layout;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Split as well, but a claim writes one row for all that it took, with their ids, and a task has a row of its own only when it
 * ends. Leases are renewed and found expired by claim.
 */
final class ClaimLayout extends SplitLayout {

    private long number;

    ClaimLayout() {
        super("split, a row per claim");
    }

    @Override
    void create(Statements sql) throws SQLException {
        super.create(sql);
        number = 0;
        sql.run("drop index state_leased");
        sql.run("""
                create table claim (
                  number integer primary key, leased_until integer not null, leased_by text not null,
                  lease_generation integer not null, tasks text not null) strict
                """);
    }

    @Override
    long claimNumber() {
        return number;
    }

    @Override
    List<Held> claim(Statements sql, int max) throws SQLException {
        number++;
        List<Held> held = heads(sql, max);
        for (Map.Entry<Integer, Long> range : RangeLayout.ranges(held).entrySet()) {
            RangeLayout.remove(sql, range.getKey(), range.getValue());
        }
        if (!held.isEmpty()) {
            PreparedStatement claim = sql.of("insert into claim values (?, ?, ?, ?, ?)");
            claim.setLong(1, number);
            claim.setLong(2, now() + LEASE);
            claim.setString(3, WORKER);
            claim.setLong(4, GENERATION);
            claim.setString(
                    5, held.stream().map(each -> Long.toString(each.id())).collect(Collectors.joining(",")));
            claim.executeUpdate();
        }
        claimed(sql, held);
        return held;
    }

    /** Whole claims end together here, which is the best that this layout can hope for. */
    @Override
    int complete(Statements sql, List<Held> held) throws SQLException {
        if (held.isEmpty() || !taskListRead(sql, held.get(0).claim())) {
            return 0;
        }
        PreparedStatement end = sql.of("""
                insert into state (
                  id, status, lane, attempt, epoch, lease_generation, generation, version, updated_at, started_at, finished_at,
                  settled)
                values (?1, 2, 1, 1, 1, ?2, ?2, 3, ?3, ?3, ?3, 1)
                """);
        long now = now();
        for (Held each : held) {
            end.setLong(1, each.id());
            end.setLong(2, GENERATION);
            end.setLong(3, now);
            end.addBatch();
        }
        PreparedStatement over = sql.of("delete from claim where number = ?");
        over.setLong(1, held.get(0).claim());
        over.executeUpdate();
        completed(sql, held);
        return Statements.changed(end);
    }

    private static boolean taskListRead(Statements sql, long claim) throws SQLException {
        PreparedStatement fence = sql.of("select tasks from claim where number = ? and lease_generation = ?");
        fence.setLong(1, claim);
        fence.setLong(2, GENERATION);
        try (ResultSet rows = fence.executeQuery()) {
            return rows.next() && !rows.getString(1).isEmpty();
        }
    }
}
