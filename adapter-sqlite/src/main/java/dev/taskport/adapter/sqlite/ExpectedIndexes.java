package dev.taskport.adapter.sqlite;

import java.util.List;

/**
 * The indexes that a store needs, by table and columns: a name says nothing about what it stands for. A star stands for an
 * expression.
 */
final class ExpectedIndexes {

    static final List<String> ALL = List.of(
            "taskport_lane(workspace, type, requirements)",
            "taskport_task(workspace, idempotency_key)",
            "taskport_task(workspace, external_id)",
            "taskport_state(leased_until)",
            "taskport_state(status, finished_at)",
            "taskport_state(*)",
            "taskport_task_state(parked)",
            "taskport_ready(lane, run_after)",
            "taskport_waiting(lane, run_after)",
            "taskport_aged(id)",
            "taskport_race(id)",
            "taskport_dependency(on_task, task)",
            "taskport_record(expires_at)");

    private ExpectedIndexes() {}
}
