package dev.taskport.adapter.sqlite;

import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** What the janitor looks for; each statement reads a range of an index and stops at its limit. */
interface HousekeepingSql {

    @SqlQuery("""
            select p.task from taskport_state s cross join json_each(s.members) m cross join taskport_task_state p
            where s.leased_until <= :now and p.task = m.value and p.state = s.number
            order by s.leased_until limit :limit
            """)
    List<Long> expired(long now, int limit);

    @SqlQuery("""
            select p.task from taskport_state s cross join json_each(s.members) m cross join taskport_task_state p
            where s.status = :status and s.finished_at <= :upTo
              and (s.imported_at is null or s.finished_at > s.imported_at)
              and p.task = m.value and p.state = s.number
            order by s.finished_at limit :limit
            """)
    List<Long> finished(String status, long upTo, int limit);

    @SqlQuery("""
            select p.task from taskport_state s cross join json_each(s.members) m cross join taskport_task_state p
            where s.imported_at is not null and (s.finished_at is null or s.finished_at <= s.imported_at)
              and (s.status = 'COMPLETED' or s.status = 'CANCELLED' or s.status = 'DEAD')
              and coalesce(s.finished_at, s.imported_at) <= :upTo
              and p.task = m.value and p.state = s.number
            order by coalesce(s.finished_at, s.imported_at) limit :limit
            """)
    List<Long> history(long upTo, int limit);

    @SqlQuery(
            "select task from taskport_task_state where parked = 'BLOCKED' and task > :after order by task limit :limit")
    List<Long> blocked(long after, int limit);

    @SqlUpdate("""
            delete from taskport_record where (workspace, collection, path) in (
              select workspace, collection, path from taskport_record
              where expires_at is not null and expires_at <= :now order by expires_at limit :limit)
            """)
    int purgeExpiredRecords(long now, int limit);
}
