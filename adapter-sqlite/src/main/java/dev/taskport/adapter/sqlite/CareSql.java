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
    @SqlQuery("pragma data_version")
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

    @SqlQuery("""
            select count(*) from (
              select lane, status, sum(n) as n from (
                select lane, status, tasks as n from taskport_tally
                union all
                select lane, status, -count(*) from taskport_task group by lane, status)
              group by lane, status having sum(n) <> 0)
            """)
    long wrongTallies();

    /** Edges that are open although their task counts none: it would be handed out too early. */
    @SqlQuery("select count(*) from taskport_dependency d join taskport_task t on t.id = d.task"
            + " where d.satisfied = 0 and t.open_dependencies = 0")
    long wrongDependencies();

    @SqlUpdate("vacuum into :target")
    void backup(String target);
}
