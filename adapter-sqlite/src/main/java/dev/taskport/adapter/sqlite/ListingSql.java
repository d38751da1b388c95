package dev.taskport.adapter.sqlite;

import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** The tasks of one place by id, behind {@code after}. */
interface ListingSql {

    /** Wherever they are. */
    @SqlQuery("""
            select t.id from taskport_task t
            left join taskport_task_state p on p.task = t.id left join taskport_state s on s.number = p.state
            where t.id > :after and t.lane in (select value from json_each(:lanes))
              and coalesce(s.updated_at, t.created_at) >= :since
            order by t.id limit :limit
            """)
    List<Long> all(String lanes, long after, long since, int limit);

    @SqlQuery(RankSql.OF_LISTED_LANES + """
            select r.id from rank cross join taskport_ready r
            where r.lane = rank.lane and r.priority = rank.priority and r.id in (
              select i.id from taskport_ready i
              where i.lane = rank.lane and i.priority = rank.priority and i.id > :after and i.tasks is null
              order by i.id limit :limit)
            order by r.id limit :limit
            """)
    List<Long> ready(String lanes, long after, int limit);

    @SqlQuery("select task from taskport_waiting where task > :after order by task limit :limit")
    List<Long> waiting(long after, int limit);

    /** Those that are LEASED are few: they are sorted after they were found. */
    @SqlQuery("""
            select p.task from taskport_state s cross join json_each(s.members) m cross join taskport_task_state p
            where s.leased_until >= 0 and p.task = m.value and p.state = s.number and p.task > :after
            order by p.task limit :limit
            """)
    List<Long> leased(long after, int limit);

    /** Those to which nothing has happened are passed by. */
    @SqlQuery("""
            select p.task from taskport_task_state p cross join taskport_state s on s.number = p.state
            where p.task > :after and s.status = 'COMPLETED' order by p.task limit :limit
            """)
    List<Long> completed(long after, int limit);

    @SqlQuery(
            "select task from taskport_task_state where parked = :status and task > :after order by task limit :limit")
    List<Long> parked(String status, long after, int limit);
}
