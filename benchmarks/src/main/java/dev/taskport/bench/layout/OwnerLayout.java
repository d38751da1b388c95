package dev.taskport.bench.layout;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Split as well, but leases are in the memory of the one process that owns the file: a claim writes nothing but that its tasks
 * no longer wait. After a crash nobody knows that they were tried, so a task that kills its process would kill it for ever.
 */
final class OwnerLayout extends SplitLayout {

    private final Set<Long> leased = new HashSet<>();

    OwnerLayout() {
        super("split, leases in memory");
    }

    @Override
    void create(Statements sql) throws SQLException {
        super.create(sql);
        leased.clear();
        sql.run("drop index state_leased");
    }

    @Override
    void lease(Statements sql, List<Held> held) {
        held.forEach(each -> leased.add(each.id()));
    }

    @Override
    int complete(Statements sql, List<Held> held) throws SQLException {
        PreparedStatement end = sql.of("""
                insert into state (
                  id, status, lane, attempt, epoch, lease_generation, generation, version, updated_at, started_at, finished_at,
                  settled)
                values (?1, 2, 1, 1, 1, ?2, ?2, 3, ?3, ?3, ?3, 1)
                """);
        long now = now();
        for (Held each : held) {
            if (leased.remove(each.id())) {
                end.setLong(1, each.id());
                end.setLong(2, GENERATION);
                end.setLong(3, now);
                end.addBatch();
            }
        }
        completed(sql, held);
        return Statements.changed(end);
    }
}
