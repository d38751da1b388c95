package dev.taskport.adapter.sqlite;

import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** What readers ask; what lists ask is in {@link ListingSql}. */
interface InspectionSql {

    @SqlQuery("""
            select d.task from taskport_dependency d cross join taskport_task t on t.id = d.task
            cross join taskport_lane l on l.id = t.lane
            where d.on_task = :on and d.satisfied = 0 and l.workspace = :workspace
            order by d.task limit :limit
            """)
    List<Long> dependants(String workspace, long on, int limit);

    @SqlQuery("select l.id, l.workspace, l.type, l.requirements from taskport_lane l where l.workspace = :workspace")
    List<LaneRow> lanes(String workspace);

    @SqlQuery(RankSql.OF_WORKSPACE + """
            select type, status, sum(tasks) as tasks from (
              select l.type as type, n.status as status, n.tasks as tasks
              from taskport_lane l cross join taskport_tally n on n.lane = l.id
              where l.workspace = :workspace and n.tasks > 0
              union all
              select l.type, 'QUEUED', c.tasks
              from rank""" + RankSql.COUNTER + """
              cross join taskport_lane l on l.id = rank.lane
              where c.tasks > 0)
            group by type, status
            """)
    List<TallyRow> tally(String workspace);

    /**
     * When the QUEUED task that has been due longest became due: of each lane, the first of those whose time may have come, the
     * first of those that are ready out of their turn, and the first of each rank that is ready in its turn.
     */
    @SqlQuery(RankSql.OF_WORKSPACE + """
            select min(oldest) from (
              select (select min(w.run_after) from taskport_waiting w where w.lane = l.id) as oldest
              from taskport_lane l where l.workspace = :workspace
              union all
              select (select min(o.run_after) from taskport_ready o where o.lane = l.id and o.run_after is not null)
              from taskport_lane l where l.workspace = :workspace
              union all
              select (
                select coalesce(s.run_after, t.run_after, t.created_at) from taskport_ready i cross join taskport_task t
                left join taskport_task_state p on p.task = t.id left join taskport_state s on s.number = p.state
                where i.lane = rank.lane and i.priority = rank.priority and i.run_after is null and i.tasks is null
                  and t.id = i.id
                order by i.id limit 1)
              from rank)
            where oldest <= :now
            """)
    @Nullable
    Long oldest(String workspace, long now);

    /** Those with records are found by jumping from one workspace to the next, however many records each has. */
    @SqlQuery(RankSql.OF_ALL_AND + """
            recorded (workspace) as (
              select min(workspace) from taskport_record
              union all
              select (select min(r.workspace) from taskport_record r where r.workspace > recorded.workspace)
              from recorded where recorded.workspace is not null)
            select l.workspace from taskport_lane l join taskport_tally t on t.lane = l.id where t.tasks > 0
            union
            select l.workspace from rank""" + RankSql.COUNTER + """
            join taskport_lane l on l.id = rank.lane where c.tasks > 0
            union
            select named.workspace from recorded named
            where exists (
              select 1 from taskport_record r
              where r.workspace = named.workspace and (r.expires_at is null or r.expires_at > :now))
            order by 1
            """)
    List<String> workspaces(long now);

    /** How many QUEUED tasks of a lane there are, counted up to {@code max}. */
    @SqlQuery("""
            select count(*) from (
              select 1 from taskport_ready where lane = :lane and tasks is null
              union all
              select 1 from taskport_waiting where lane = :lane limit :max)
            """)
    long waiting(long lane, int max);

    /** How many QUEUED tasks of a lane are not due, counted up to {@code max}. */
    @SqlQuery("""
            select count(*) from (
              select 1 from taskport_waiting where lane = :lane and run_after > :now limit :max)
            """)
    long notDue(long lane, long now, int max);

    @SqlQuery(RankSql.OF_ALL + """
            select coalesce((
                select sum(tasks) from taskport_tally where status not in ('COMPLETED', 'DEAD', 'CANCELLED')), 0)
              + coalesce((select sum(c.tasks) from rank""" + RankSql.COUNTER + "), 0)")
    long unfinished();

    /** The same in a store of schema version 1. */
    @SqlQuery(
            "select coalesce(sum(tasks), 0) from taskport_tally where status not in ('COMPLETED', 'DEAD', 'CANCELLED')")
    long unfinishedBefore();

    /** So many tasks of a type have a status. */
    record TallyRow(String type, String status, long tasks) {}
}
