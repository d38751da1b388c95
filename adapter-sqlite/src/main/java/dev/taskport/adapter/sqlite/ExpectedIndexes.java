package dev.taskport.adapter.sqlite;

import dev.taskport.domain.SchedulingStrategy;
import java.util.ArrayList;
import java.util.List;

/**
 * The indexes that a store needs, by table and columns: a name says nothing about what it stands for. A star stands for an
 * expression.
 */
final class ExpectedIndexes {

    private static final List<String> ALWAYS = List.of(
            "taskport_lane(workspace, type, requirements)",
            "taskport_task(workspace, idempotency_key)",
            "taskport_task(workspace, external_id)",
            "taskport_task(lane, ready, run_after)",
            "taskport_task(leased_until)",
            "taskport_task(finished_at)",
            "taskport_task(status)",
            "taskport_task(status, finished_at)",
            "taskport_task(*)",
            "taskport_dependency(on_task, task)",
            "taskport_record(expires_at)");

    private ExpectedIndexes() {}

    static List<String> of(List<StoreSql.OrderRow> orders) {
        List<String> expected = new ArrayList<>(ALWAYS);
        orders.stream()
                .map(order -> order(SchedulingStrategy.valueOf(order.strategy())))
                .distinct()
                .forEach(expected::add);
        return expected;
    }

    private static String order(SchedulingStrategy strategy) {
        return switch (strategy) {
            case FIFO, LIFO -> "taskport_task(lane)";
            case PRIORITY -> "taskport_task(lane, priority)";
            case PRIORITY_AGEING -> "taskport_task(lane, aged)";
            case WEIGHTED_RANDOM -> "taskport_task(lane, ticket)";
        };
    }
}
