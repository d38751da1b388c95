package dev.taskport.adapter.sqlite;

/** The ranks of ready tasks, found by jumping from one priority of a lane to the next, however many tasks each has. */
final class RankSql {

    private static final String NEXT = """
              union all
              select rank.lane, (
                select r.priority from taskport_ready r
                where r.lane = rank.lane and r.priority > rank.priority order by r.priority limit 1)
              from rank where rank.priority is not null)
            """;

    /** The first parameter is a JSON array of lanes. */
    static final String OF_LANES = """
            with recursive rank (lane, priority) as (
              select l.value, (select r.priority from taskport_ready r where r.lane = l.value order by r.priority limit 1)
              from json_each(?1) l
            """ + NEXT;

    static final String OF_LISTED_LANES = """
            with recursive rank (lane, priority) as (
              select l.value, (select r.priority from taskport_ready r where r.lane = l.value order by r.priority limit 1)
              from json_each(:lanes) l
            """ + NEXT;

    static final String OF_ALL = """
            with recursive rank (lane, priority) as (
              select l.id, (select r.priority from taskport_ready r where r.lane = l.id order by r.priority limit 1)
              from taskport_lane l
            """ + NEXT;

    static final String OF_WORKSPACE = """
            with recursive rank (lane, priority) as (
              select l.id, (select r.priority from taskport_ready r where r.lane = l.id order by r.priority limit 1)
              from taskport_lane l where l.workspace = :workspace
            """ + NEXT;

    /** To be followed by another table of the same statement. */
    static final String OF_ALL_AND = OF_ALL + ",";

    /** The row that counts the tasks of a rank. */
    static final String COUNTER =
            " cross join taskport_ready c on c.lane = rank.lane and c.priority = rank.priority and c.id = 9223372036854775807 ";

    private RankSql() {}
}
