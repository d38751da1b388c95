package dev.taskport.adapter.sqlite;

import dev.taskport.domain.Micros;
import dev.taskport.domain.Priority;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.WorkerId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a claim asks: the heads of the lanes that its worker may take, by one of the orders. Each lane is a range of a table
 * that lies in that order, and no more than a limit of its rows are read, however many lie behind them or in other lanes.
 *
 * <p>Lanes are a JSON array of their numbers.
 */
final class LeasingSql {

    static final String OLDEST = RankSql.OF_LANES + """
            select r.lane, r.id, r.priority, null, r.untouched from rank cross join taskport_ready r
            where r.lane = rank.lane and r.priority = rank.priority and r.id in (
              select i.id from taskport_ready i
              where i.lane = rank.lane and i.priority = rank.priority and i.tasks is null order by i.id limit ?2)
            """;

    static final String NEWEST = RankSql.OF_LANES + """
            select r.lane, r.id, r.priority, null, r.untouched from rank cross join taskport_ready r
            where r.lane = rank.lane and r.priority = rank.priority and r.id in (
              select i.id from taskport_ready i
              where i.lane = rank.lane and i.priority = rank.priority and i.tasks is null order by i.id desc limit ?2)
            """;

    static final String MOST_URGENT = """
            select r.lane, r.id, r.priority, null, r.untouched from json_each(?1) l cross join taskport_ready r
            where r.lane = l.value and (r.priority, r.id) in (
              select i.priority, i.id from taskport_ready i
              where i.lane = l.value and i.tasks is null order by i.priority, i.id limit ?2)
            """;

    static final String MOST_URGENT_WITH_AGE = """
            select a.lane, a.id, a.priority, a.aged, null from json_each(?1) l cross join taskport_aged a
            where a.lane = l.value and (a.aged, a.id) in (
              select i.aged, i.id from taskport_aged i where i.lane = l.value order by i.aged, i.id limit ?2)
            """;

    static final String SMALLEST_TICKETS = """
            select a.lane, a.id, a.priority, a.ticket, null from json_each(?1) l cross join taskport_race a
            where a.lane = l.value and (a.ticket, a.id) in (
              select i.ticket, i.id from taskport_race i where i.lane = l.value order by i.ticket, i.id limit ?2)
            """;

    /** The three orders that lie together in one lane, for a claim of only that one. */
    static final String MOST_URGENT_OF_ONE = """
            select r.lane, r.id, r.priority, null, r.untouched from taskport_ready r
            where r.lane = ?1 and r.tasks is null order by r.priority, r.id limit ?2
            """;

    static final String MOST_URGENT_WITH_AGE_OF_ONE = """
            select a.lane, a.id, a.priority, a.aged, null from taskport_aged a where a.lane = ?1 order by a.aged, a.id limit ?2
            """;

    static final String SMALLEST_TICKETS_OF_ONE = """
            select a.lane, a.id, a.priority, a.ticket, null from taskport_race a
            where a.lane = ?1 order by a.ticket, a.id limit ?2
            """;

    /** Tasks kept apart whose time has come, the longest due of each lane first. */
    static final String DUE = """
            select t.lane, t.id, t.priority, t.created_at, w.run_after
            from json_each(?1) l cross join taskport_waiting w cross join taskport_task t
            where w.task in (
              select i.task from taskport_waiting i
              where i.lane = l.value and i.run_after <= ?2 order by i.run_after limit ?3)
            and t.id = w.task
            """;

    /** The tasks under leases of a worker; those that are LEASED are few. */
    static final String HELD = """
            select p.task from taskport_state s cross join json_each(s.members) m cross join taskport_task_state p
            where s.leased_until >= 0 and s.leased_by = ?1 and p.task = m.value and p.state = s.number
            order by p.task
            """;

    private final Statements sql;
    private final Map<SchedulingStrategy, LaneHeads> heads = new EnumMap<>(SchedulingStrategy.class);

    LeasingSql(Statements sql) {
        this.sql = sql;
    }

    /** The first tasks of several lanes together, for an order that depends on the task alone. */
    LaneHeads inOrder(SchedulingStrategy strategy) {
        return heads.computeIfAbsent(strategy, asked -> new LaneHeads(this, asked));
    }

    /**
     * The first tasks of each lane.
     *
     * @param limit of each lane, or of each priority of a lane where the order does not look at priorities
     */
    List<Candidate> heads(SchedulingStrategy strategy, List<Long> lanes, int limit) {
        String ofOne = lanes.size() == 1 ? ofOne(strategy) : null;
        return ofOne == null
                ? sql.query(of(strategy), to -> to.text(Json.numbers(lanes)).number(limit), LeasingSql::candidate)
                : sql.query(ofOne, to -> to.number(lanes.get(0)).number(limit), LeasingSql::candidate);
    }

    private static String of(SchedulingStrategy strategy) {
        return switch (strategy) {
            case FIFO -> OLDEST;
            case LIFO -> NEWEST;
            case PRIORITY -> MOST_URGENT;
            case PRIORITY_AGEING -> MOST_URGENT_WITH_AGE;
            case WEIGHTED_RANDOM -> SMALLEST_TICKETS;
        };
    }

    private static @Nullable String ofOne(SchedulingStrategy strategy) {
        return switch (strategy) {
            case FIFO, LIFO -> null;
            case PRIORITY -> MOST_URGENT_OF_ONE;
            case PRIORITY_AGEING -> MOST_URGENT_WITH_AGE_OF_ONE;
            case WEIGHTED_RANDOM -> SMALLEST_TICKETS_OF_ONE;
        };
    }

    private static Candidate candidate(RowReader row) throws SQLException {
        return new Candidate(row.number(), new TaskId(row.number()), row.smallNumber(), row.real(), row.flag());
    }

    List<WaitingTask> due(String lanes, Instant now, int limit) {
        return sql.query(
                DUE,
                to -> to.text(lanes).number(Micros.of(now)).number(limit),
                row -> new WaitingTask(
                        row.number(),
                        new TaskId(row.number()),
                        new Priority(row.smallNumber()),
                        row.instant(),
                        row.instant()));
    }

    List<TaskId> held(WorkerId worker) {
        return sql.query(HELD, to -> to.text(worker.value()), row -> new TaskId(row.number()));
    }
}
