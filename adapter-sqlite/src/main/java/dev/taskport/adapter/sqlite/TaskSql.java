package dev.taskport.adapter.sqlite;

import dev.taskport.domain.Dependency;
import dev.taskport.domain.Failure;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/**
 * Tasks with what hangs on them: loaded and saved, whatever the reason.
 *
 * <p>The plus before a compared status keeps the engine from looking whether a partial index could serve: where a parameter
 * decides that, it would prepare the statement anew for every row.
 */
interface TaskSql {

    @SqlQuery("select " + TaskColumns.ALL + TaskColumns.FROM + "where t.id = :id")
    Optional<TaskRow> find(long id);

    /**
     * Some tasks, in no order.
     *
     * @param ids a JSON array
     */
    @SqlQuery("select " + TaskColumns.ALL + TaskColumns.FROM + "where t.id in (select value from json_each(:ids))")
    List<TaskRow> load(String ids);

    /** Which of these there are; cheaper than to look for all columns of what is mostly not there. */
    @SqlQuery("select id from taskport_task where id in (select value from json_each(:ids))")
    List<Long> present(String ids);

    @SqlBatch(transactional = false, value = """
            insert into taskport_task (
              id, lane, status, ready, priority, run_after, aged, ticket, attempt, max_attempts,
              lease_epoch, lease_generation, leased_by, leased_until, generation, version, lineage,
              created_at, updated_at, started_at, finished_at, imported_at, revision,
              dependencies, open_dependencies, failures, settled_epoch, settled_generation, settled_outcome,
              progress_percent, progress_note, on_dependency_failure, workspace, idempotency_key, external_id,
              concurrency_key, created_by, title, tags, description, result, attributes, payload
            ) values (
              :id, :lane, :status, :ready, :priority, :run_after, :aged, :ticket, :attempt, :max_attempts,
              :lease_epoch, :lease_generation, :leased_by, :leased_until, :generation, :version, :lineage,
              :created_at, :updated_at, :started_at, :finished_at, :imported_at, :revision,
              :dependencies, :open_dependencies, :failures, :settled_epoch, :settled_generation, :settled_outcome,
              :progress_percent, :progress_note, :on_dependency_failure, :workspace, :idempotency_key, :external_id,
              :concurrency_key, :created_by, :title, :tags, :description, :result, :attributes, :payload
            )
            """)
    void insert(@BindRow List<TaskWrite> tasks);

    /** Saves where tasks are in their lives. Answers 1 for each that is still as it was read. */
    @SqlBatch(transactional = false, value = """
            update taskport_task set
              status = :status, ready = :ready, run_after = :run_after, aged = :aged, ticket = :ticket,
              attempt = :attempt, lease_epoch = :lease_epoch, lease_generation = :lease_generation,
              leased_by = :leased_by, leased_until = :leased_until, generation = :generation, version = :version,
              updated_at = :updated_at, started_at = :started_at, finished_at = :finished_at,
              open_dependencies = :open_dependencies, failures = :failures,
              settled_epoch = :settled_epoch, settled_generation = :settled_generation,
              settled_outcome = :settled_outcome, progress_percent = :progress_percent,
              progress_note = :progress_note, result = :result
            where id = :id and +status = :was_status and lease_epoch = :was_epoch
              and lease_generation = :was_generation and version = :was_version
            """)
    int[] saveState(@BindRow List<TaskWrite> tasks);

    /** Saves tasks whole: after an edit, or as they came from another store. */
    @SqlBatch(transactional = false, value = """
            update taskport_task set
              lane = :lane, status = :status, ready = :ready, priority = :priority, run_after = :run_after,
              aged = :aged, ticket = :ticket, attempt = :attempt, max_attempts = :max_attempts,
              lease_epoch = :lease_epoch, lease_generation = :lease_generation, leased_by = :leased_by,
              leased_until = :leased_until, generation = :generation, version = :version,
              created_at = :created_at, updated_at = :updated_at, started_at = :started_at,
              finished_at = :finished_at, imported_at = :imported_at, revision = :revision,
              dependencies = :dependencies, open_dependencies = :open_dependencies, failures = :failures,
              settled_epoch = :settled_epoch, settled_generation = :settled_generation,
              settled_outcome = :settled_outcome, progress_percent = :progress_percent,
              progress_note = :progress_note, on_dependency_failure = :on_dependency_failure,
              workspace = :workspace, idempotency_key = :idempotency_key, external_id = :external_id,
              concurrency_key = :concurrency_key, created_by = :created_by, title = :title, tags = :tags,
              description = :description, result = :result, attributes = :attributes, payload = :payload
            where id = :id and +status = :was_status and lease_epoch = :was_epoch
              and lease_generation = :was_generation and version = :was_version
            """)
    int[] saveWhole(@BindRow List<TaskWrite> tasks);

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
