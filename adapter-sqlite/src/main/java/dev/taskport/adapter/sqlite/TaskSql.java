package dev.taskport.adapter.sqlite;

import dev.taskport.domain.Dependency;
import dev.taskport.domain.Failure;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** What tasks are, and what hangs on them in tables beside. */
interface TaskSql {

    String INSERT_PLAIN = "insert into taskport_task (" + TaskBody.PLAIN + ") values ("
            + "?, ".repeat(TaskBody.PLAIN_COUNT - 1) + "?)";

    String ALL_VALUES = "?, ".repeat(TaskBody.PLAIN_COUNT + TaskBody.MORE_COUNT - 1) + "?";

    String INSERT =
            "insert into taskport_task (" + TaskBody.PLAIN + ", " + TaskBody.MORE + ") values (" + ALL_VALUES + ")";

    /** After an edit, or as it came from another store. */
    String REPLACE = "update taskport_task set (" + TaskBody.PLAIN + ", " + TaskBody.MORE + ") = (" + ALL_VALUES
            + ") where id = ?";

    @SqlUpdate("delete from taskport_task_state where task = :id")
    void leaveState(long id);

    @SqlUpdate("delete from taskport_task where id = :id")
    void delete(long id);

    @SqlQuery("select on_task, satisfied from taskport_dependency where task = :task order by position")
    List<Dependency> dependencies(long task);

    @SqlUpdate("insert into taskport_dependency (task, position, on_task, satisfied)"
            + " values (:task, :position, :onTask, :satisfied)")
    void addDependency(long task, int position, long onTask, boolean satisfied);

    @SqlUpdate("update taskport_dependency set satisfied = 1 where task = :task and on_task = :onTask")
    void satisfy(long task, long onTask);

    @SqlUpdate("delete from taskport_dependency where task = :task")
    void removeDependencies(long task);

    @SqlQuery("select exists (select 1 from taskport_dependency where satisfied = 0 and on_task >= 0)")
    boolean anyOpenDependency();

    /** The tasks with an open edge to that one, by id, behind {@code after}. */
    @SqlQuery("select task from taskport_dependency"
            + " where on_task = :onTask and satisfied = 0 and task > :after order by task limit :limit")
    List<Long> dependants(long onTask, long after, int limit);

    @SqlQuery("select attempt, error, at, worker, took from taskport_failure where task = :task order by position")
    List<Failure> failures(long task);

    @SqlUpdate("insert into taskport_failure (task, position, attempt, error, at, worker, took)"
            + " values (:task, :position, :attempt, :error, :at, :worker, :took)")
    void addFailure(long task, int position, int attempt, String error, long at, @Nullable String worker, long took);

    @SqlUpdate("delete from taskport_failure where task = :task")
    void removeFailures(long task);
}
