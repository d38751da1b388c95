package dev.taskport.bench.layout;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Split as well, but claims take whole ranges of the order, and settlements name all their tasks at once. */
final class RangeLayout extends SplitLayout {

    RangeLayout() {
        super("split, by ranges");
    }

    @Override
    List<Held> claim(Statements sql, int max) throws SQLException {
        List<Held> held = heads(sql, max);
        for (Map.Entry<Integer, Long> range : ranges(held).entrySet()) {
            lease(sql, range.getKey(), range.getValue());
            remove(sql, range.getKey(), range.getValue());
        }
        claimed(sql, held);
        return held;
    }

    /** The last id of each priority: what a claim takes is always all up to there. */
    static Map<Integer, Long> ranges(List<Held> held) {
        Map<Integer, Long> ranges = new TreeMap<>();
        held.forEach(each -> ranges.put(each.priority(), each.id()));
        return ranges;
    }

    private static void lease(Statements sql, int priority, long last) throws SQLException {
        PreparedStatement lease = sql.of("""
                insert into state (
                  id, status, lane, attempt, epoch, lease_generation, generation, version, updated_at, started_at,
                  leased_until, leased_by)
                select id, 1, lane, 1, 1, ?1, ?1, 2, ?2, ?2, ?3, ?4 from ready where lane = 1 and priority = ?5 and id <= ?6
                on conflict (id) do update set
                  status = 1, attempt = attempt + 1, epoch = epoch + 1, lease_generation = excluded.lease_generation,
                  generation = excluded.generation, version = version + 1, updated_at = excluded.updated_at,
                  started_at = excluded.started_at, leased_until = excluded.leased_until, leased_by = excluded.leased_by
                """);
        long now = now();
        lease.setLong(1, GENERATION);
        lease.setLong(2, now);
        lease.setLong(3, now + LEASE);
        lease.setString(4, WORKER);
        lease.setInt(5, priority);
        lease.setLong(6, last);
        lease.executeUpdate();
    }

    static void remove(Statements sql, int priority, long last) throws SQLException {
        PreparedStatement remove = sql.of("delete from ready where lane = 1 and priority = ? and id <= ?");
        remove.setInt(1, priority);
        remove.setLong(2, last);
        remove.executeUpdate();
    }

    @Override
    int complete(Statements sql, List<Held> held) throws SQLException {
        if (held.isEmpty()) {
            return 0;
        }
        PreparedStatement complete = sql.of("""
                update state set
                  status = 2, version = version + 1, updated_at = ?1, leased_until = null, leased_by = null, finished_at = ?1,
                  settled = 1
                where status = 1 and epoch = 1 and lease_generation = ?2 and id in (""" + "?,".repeat(held.size() - 1) + "?)");
        complete.setLong(1, now());
        complete.setLong(2, GENERATION);
        int at = 3;
        for (Held each : held) {
            complete.setLong(at++, each.id());
        }
        completed(sql, held);
        return complete.executeUpdate();
    }
}
