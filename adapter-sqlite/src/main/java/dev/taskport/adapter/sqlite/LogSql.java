package dev.taskport.adapter.sqlite;

import dev.taskport.port.LogLine;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The logs of tasks. */
interface LogSql {

    @SqlQuery("select max(sequence) from taskport_log where task = :task")
    Optional<Long> last(long task);

    @SqlUpdate("insert into taskport_log (task, sequence, at, attempt, level, message)"
            + " values (:task, :sequence, :at, :attempt, :level, :message)")
    void append(long task, long sequence, long at, int attempt, String level, String message);

    @SqlUpdate("delete from taskport_log where task = :task and sequence <= :upTo")
    void forget(long task, long upTo);

    @SqlQuery("select sequence, at, attempt, level, message from taskport_log"
            + " where task = :task and sequence > :after order by sequence limit :limit")
    List<LogLine> read(long task, long after, int limit);
}
