package dev.taskport.adapter.sqlite;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** What readers ask. The statement of a list depends on its query and is put together by {@link TaskListing}. */
interface InspectionSql {

    @SqlQuery("""
            select d.task from taskport_dependency d cross join taskport_task t on t.id = d.task
            where d.on_task = :on and d.satisfied = 0 and t.workspace = :workspace
            order by d.task limit :limit
            """)
    List<Long> dependants(String workspace, long on, int limit);

    @SqlQuery("select l.id, l.workspace, l.type, l.requirements from taskport_lane l where l.workspace = :workspace")
    List<LaneRow> lanes(String workspace);

    @SqlQuery("""
            select l.type as type, t.status as status, sum(t.tasks) as tasks
            from taskport_lane l join taskport_tally t on t.lane = l.id
            where l.workspace = :workspace and t.tasks > 0
            group by l.type, t.status
            """)
    List<TallyRow> tally(String workspace);

    /** When the QUEUED task that has been due longest became due. */
    @SqlQuery("""
            select min(oldest) from (
              select (
                select min(w.run_after) from taskport_task w
                where w.lane = l.id and w.status = 'QUEUED' and w.ready = r.value) as oldest
              from taskport_lane l, json_each('[0,1]') r
              where l.workspace = :workspace)
            where oldest <= :now
            """)
    @Nullable
    Long oldest(String workspace, long now);

    /** Those with records are found by jumping from one workspace to the next, however many records each has. */
    @SqlQuery("""
            with recursive recorded (workspace) as (
              select min(workspace) from taskport_record
              union all
              select (select min(r.workspace) from taskport_record r where r.workspace > recorded.workspace)
              from recorded where recorded.workspace is not null)
            select l.workspace from taskport_lane l join taskport_tally t on t.lane = l.id where t.tasks > 0
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
              select 1 from taskport_task
              where lane = :lane and status = 'QUEUED' and ready in (0, 1) limit :max)
            """)
    long waiting(long lane, int max);

    /** How many QUEUED tasks of a lane are not due, counted up to {@code max}. */
    @SqlQuery("""
            select count(*) from (
              select 1 from taskport_task
              where lane = :lane and status = 'QUEUED' and ready in (0, 1) and run_after > :now limit :max)
            """)
    long notDue(long lane, long now, int max);

    @SqlQuery("select sum(tasks) from taskport_tally where status not in ('COMPLETED', 'DEAD', 'CANCELLED')")
    Optional<Long> unfinished();

    /** So many tasks of a type have a status. */
    record TallyRow(String type, String status, long tasks) {}
}
