package dev.taskport.adapter.sqlite;

import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** What the janitor looks for; each statement reads a range of an index and stops at its limit. */
interface HousekeepingSql {

    @SqlQuery("select " + TaskColumns.ALL + TaskColumns.FROM
            + "where t.status = 'LEASED' and t.leased_until <= :now order by t.leased_until, t.id limit :limit")
    List<TaskRow> expired(long now, int limit);

    /** Without payloads and results: the lock is held, and none of them is looked at. */
    @SqlQuery("""
            select t.id, t.lane, t.status, t.finished_at, t.imported_at from taskport_task t
            where t.status = :status and t.finished_at <= :upTo
              and (t.imported_at is null or t.finished_at > t.imported_at)
            order by t.finished_at limit :limit
            """)
    List<FinishedTask> finished(String status, long upTo, int limit);

    @SqlQuery("""
            select t.id, t.lane, t.status, t.finished_at, t.imported_at from taskport_task t
            where t.imported_at is not null and (t.finished_at is null or t.finished_at <= t.imported_at)
              and (t.status = 'COMPLETED' or t.status = 'CANCELLED' or t.status = 'DEAD')
              and coalesce(t.finished_at, t.imported_at) <= :upTo
            order by coalesce(t.finished_at, t.imported_at) limit :limit
            """)
    List<FinishedTask> history(long upTo, int limit);

    @SqlQuery("""
            select id from taskport_task
            where status = 'BLOCKED' and status <> 'QUEUED' and status <> 'LEASED' and status <> 'COMPLETED' and id > :after
            order by id limit :limit
            """)
    List<Long> blocked(long after, int limit);

    @SqlUpdate("""
            delete from taskport_record where (workspace, collection, path) in (
              select workspace, collection, path from taskport_record
              where expires_at is not null and expires_at <= :now order by expires_at limit :limit)
            """)
    int purgeExpiredRecords(long now, int limit);
}
