package dev.taskport.adapter.sqlite;

import dev.taskport.domain.Ageing;
import dev.taskport.port.Pause;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The store itself: who it is, which orders it keeps, who has it open, which gates are closed. */
interface StoreSql {

    @SqlUpdate("insert or ignore into taskport_store (only_row, lineage, generation, ageing)"
            + " values (1, :lineage, :generation, :ageing)")
    void create(long lineage, long generation, long ageing);

    @SqlQuery("select lineage, generation, ageing, configuration from taskport_store")
    Optional<StoreRow> store();

    /** Read at the beginning of a transaction, if another connection has written since the last. */
    String CONFIGURATION = "select configuration from taskport_store";

    /** Grows with every write that a move of the store must not miss; each is counted where something is written anyway. */
    @SqlQuery(RankSql.OF_ALL + "select (select changes from taskport_store)"
            + " + coalesce((select sum(writes) from taskport_tally), 0)"
            + " + coalesce((select sum(c.arrivals) from rank" + RankSql.COUNTER + "), 0)")
    long changes();

    /** Grows whenever a task becomes claimable. */
    @SqlQuery(RankSql.OF_ALL + "select (select wakes from taskport_store)"
            + " + coalesce((select sum(c.arrivals) from rank" + RankSql.COUNTER + "), 0)")
    long wakes();

    @SqlUpdate("update taskport_store set changes = changes + :changes, wakes = wakes + :wakes,"
            + " configuration = configuration + :configuration")
    void touch(int changes, int wakes, int configuration);

    @SqlQuery("select strategy, state from taskport_order")
    List<OrderRow> orders();

    @SqlUpdate("insert into taskport_order (strategy, state) values (:strategy, :state)"
            + " on conflict (strategy) do update set state = :state")
    void order(String strategy, String state);

    @SqlQuery("select gate, workspace, type from taskport_pause")
    Set<Pause> pauses();

    @SqlUpdate("insert or ignore into taskport_pause (gate, workspace, type) values (:gate, :workspace, :type)")
    int pause(String gate, String workspace, String type);

    @SqlUpdate("delete from taskport_pause where gate = :gate and workspace = :workspace and type = :type")
    int resume(String gate, String workspace, String type);

    @SqlQuery("select owner, pid, started_at from taskport_process")
    List<ProcessRow> processes();

    @SqlUpdate("insert into taskport_process (owner, pid, started_at, opened_at)"
            + " values (:owner, :pid, :startedAt, :openedAt)")
    void enter(long owner, long pid, long startedAt, long openedAt);

    @SqlUpdate("delete from taskport_process where owner = :owner")
    int leave(long owner);

    /** Who the store is. */
    record StoreRow(long lineage, long generation, long ageing, long configuration) {
        Ageing ageingStep() {
            return new Ageing(Duration.of(ageing, ChronoUnit.MICROS));
        }
    }

    /** An order and whether it is complete. */
    record OrderRow(String strategy, String state) {
        boolean kept() {
            return state.equals("KEPT");
        }
    }

    /** A process that opened the store. */
    record ProcessRow(long owner, long pid, long startedAt) {}
}
