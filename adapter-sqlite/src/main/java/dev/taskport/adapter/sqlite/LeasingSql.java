package dev.taskport.adapter.sqlite;

import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/**
 * What a claim asks: the heads of the lanes that its worker may take, by one of the orders. Each lane is a range of an index
 * and no more than {@code limit} of its entries are read, however many lie behind them or in other lanes.
 *
 * <p>{@code lanes} is a JSON array of lane numbers.
 */
interface LeasingSql {

    @SqlQuery("""
            select t.lane, t.id, null from json_each(:lanes) l cross join taskport_task t
            where t.id in (
              select i.id from taskport_task i where i.lane = l.value and i.ready = 1 order by i.id limit :limit)
            """)
    List<Candidate> oldest(String lanes, int limit);

    @SqlQuery("""
            select t.lane, t.id, null from json_each(:lanes) l cross join taskport_task t
            where t.id in (
              select i.id from taskport_task i where i.lane = l.value and i.ready = 1 order by i.id desc limit :limit)
            """)
    List<Candidate> newest(String lanes, int limit);

    @SqlQuery("""
            select t.lane, t.id, t.priority from json_each(:lanes) l cross join taskport_task t
            where t.id in (
              select i.id from taskport_task i where i.lane = l.value and i.ready = 1
              order by i.priority, i.id limit :limit)
            """)
    List<Candidate> mostUrgent(String lanes, int limit);

    @SqlQuery("""
            select t.lane, t.id, t.aged from json_each(:lanes) l cross join taskport_task t
            where t.id in (
              select i.id from taskport_task i where i.lane = l.value and i.ready = 1
              order by i.aged, i.id limit :limit)
            """)
    List<Candidate> mostUrgentWithAge(String lanes, int limit);

    @SqlQuery("""
            select t.lane, t.id, t.ticket from json_each(:lanes) l cross join taskport_task t
            where t.id in (
              select i.id from taskport_task i where i.lane = l.value and i.ready = 1
              order by i.ticket, i.id limit :limit)
            """)
    List<Candidate> smallestTickets(String lanes, int limit);

    /** Tasks kept apart whose time has come, the longest due of each lane first. */
    @SqlQuery("""
            select t.lane, t.id, t.priority, t.created_at, t.run_after
            from json_each(:lanes) l cross join taskport_task t
            where t.id in (
              select i.id from taskport_task i
              where i.lane = l.value and i.status = 'QUEUED' and i.ready = 0 and i.run_after <= :now
              order by i.run_after limit :limit)
            """)
    List<WaitingTask> due(String lanes, long now, int limit);

    /** Ready tasks whose time has not come after all, because the clock was set back. */
    @SqlUpdate("""
            update taskport_task set ready = 0, aged = null, ticket = null
            where lane in (select value from json_each(:lanes))
              and status = 'QUEUED' and ready = 1 and run_after > :now
            """)
    int demote(String lanes, long now);

    /** Puts tasks under a lease that are still waiting as they were read. Answers 1 for each that was. */
    @SqlBatch(transactional = false, value = """
            update taskport_task set
              status = :status, ready = :ready, aged = :aged, ticket = :ticket, attempt = :attempt,
              lease_epoch = :lease_epoch, lease_generation = :lease_generation,
              leased_by = :leased_by, leased_until = :leased_until, generation = :generation, version = :version,
              updated_at = :updated_at, started_at = :started_at,
              progress_percent = :progress_percent, progress_note = :progress_note
            where id = :id and status = 'QUEUED' and lease_epoch = :was_epoch
              and lease_generation = :was_generation and version = :was_version
            """)
    int[] claim(@BindRow List<TaskWrite> tasks);

    /** The plus keeps the engine from walking all tasks in order of id: those that are leased are few. */
    @SqlQuery("select " + TaskColumns.ALL + TaskColumns.FROM
            + "where t.status = 'LEASED' and t.leased_until >= 0 and t.leased_by = :worker order by +t.id")
    List<TaskRow> held(String worker);
}
