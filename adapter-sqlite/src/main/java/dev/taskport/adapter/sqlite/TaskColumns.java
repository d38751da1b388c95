package dev.taskport.adapter.sqlite;

/** The columns of a task, named once. {@link TaskRowMapper} reads them in this order. */
final class TaskColumns {

    /** For {@code from taskport_task t join taskport_lane l on l.id = t.lane}. */
    static final String ALL = """
            t.id, t.lineage, t.lane, l.workspace, l.type, l.requirements, t.ready, t.aged, t.ticket, \
            t.payload, t.priority, t.tags, t.title, t.description, t.on_dependency_failure, t.max_attempts, \
            t.idempotency_key, t.concurrency_key, t.created_by, t.attributes, t.external_id, \
            t.status, t.run_after, t.attempt, t.lease_epoch, t.lease_generation, t.leased_by, t.leased_until, \
            t.result, t.progress_percent, t.progress_note, \
            t.created_at, t.updated_at, t.started_at, t.finished_at, t.imported_at, t.revision, \
            t.settled_epoch, t.settled_generation, t.settled_outcome, \
            t.generation, t.version, t.dependencies, t.failures""";

    static final String FROM = " from taskport_task t join taskport_lane l on l.id = t.lane ";

    private TaskColumns() {}
}
