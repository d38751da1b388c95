package dev.taskport.adapter.sqlite;

import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** What maintenance asks of the engine. */
interface CareSql {

    @SqlQuery("select sqlite_version()")
    String engineVersion();

    @SqlQuery("pragma journal_mode")
    String journalMode();

    /** Changes whenever another connection has committed. */
    String DATA_VERSION = "pragma data_version";

    @SqlQuery(DATA_VERSION)
    long dataVersion();

    @SqlQuery("pragma quick_check(10)")
    List<String> quickCheck();

    @SqlQuery("pragma integrity_check(10)")
    List<String> integrityCheck();

    /** The statements by which the engine would renew its statistics; the lowest bit says that it must not run them. */
    @SqlQuery("pragma optimize(0xffff)")
    List<String> advice();

    @SqlQuery("select count(*) from pragma_foreign_key_check")
    long brokenReferences();

    @SqlQuery("select count(*) from sqlite_schema where type = 'table' and name = 'taskport_schema'")
    int schemaTables();

    /** Some of the tables that other programs have in the file. */
    @SqlQuery("select name from sqlite_schema where type = 'table' and name not glob 'taskport_*'"
            + " and name not glob 'sqlite_*' order by name limit 4")
    List<String> othersTables();

    @SqlQuery("select max(version) from taskport_schema")
    int schemaVersion();

    /** The tables of the store that have indexes, with the columns of each index; null stands for an expression. */
    @SqlQuery("""
            select m.name || '(' || group_concat(coalesce(c.name, '*'), ', ' order by c.seqno) || ')'
            from sqlite_schema m, pragma_index_list(m.name) i, pragma_index_info(i.name) c
            where m.type = 'table' and m.name glob 'taskport_*'
            group by m.name, i.name
            """)
    List<String> indexes();

    @SqlQuery(RankSql.OF_ALL + """
            select count(*) from (
              select lane, status, sum(n) as n from (
                select lane, status, tasks as n from taskport_tally
                union all
                select rank.lane, 'QUEUED', c.tasks from rank""" + RankSql.COUNTER + """
                union all
                select t.lane, coalesce(s.status, 'QUEUED'), -count(*) from taskport_task t
                left join taskport_task_state p on p.task = t.id left join taskport_state s on s.number = p.state
                group by 1, 2)
              group by lane, status having sum(n) <> 0)
            """)
    long wrongTallies();

    /** Tasks that are QUEUED and wait nowhere or twice, or wait and are not QUEUED. */
    @SqlQuery("""
            select count(*) from (
              select id, sum(n) as n from (
                select t.id, 1 as n from taskport_task t
                left join taskport_task_state p on p.task = t.id left join taskport_state s on s.number = p.state
                where coalesce(s.status, 'QUEUED') = 'QUEUED'
                union all
                select id, -1 from taskport_ready where tasks is null
                union all
                select task, -1 from taskport_waiting)
              group by id having sum(n) <> 0 or count(*) <> 2)
            """)
    long wrongPlaces();

    /** States that count their tasks wrong, tasks whose state is not there, and those said to have none that have one. */
    @SqlQuery("""
            select count(*) from (
              select number, sum(n) as n from (
                select number, tasks as n from taskport_state
                union all
                select state, -count(*) from taskport_task_state group by state)
              group by number having sum(n) <> 0
              union all
              select r.id, 1 from taskport_ready r join taskport_task_state p on p.task = r.id where r.untouched = 1)
            """)
    long wrongStates();

    /** Tasks that wait for nothing although one of their edges is open: they would be handed out too early. */
    @SqlQuery("""
            select count(*) from taskport_dependency d join taskport_ready r
            join taskport_task t on t.id = d.task and r.lane = t.lane and r.priority = t.priority and r.id = t.id
            where d.satisfied = 0
            """)
    long wrongDependencies();

    @SqlUpdate("vacuum into :target")
    void backup(String target);
}
