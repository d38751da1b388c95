package dev.taskport.adapter.sqlite;

import dev.taskport.domain.Micros;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskType;
import dev.taskport.port.TaskQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Query;

/**
 * Puts the statement of a list together: one condition per thing that is asked for. All values are parameters. The
 * conditions on statuses are worded so that the engine can use the index of the tasks that are not finished, or that of the
 * parked ones, and need not walk past millions that completed.
 */
final class TaskListing {

    private static final int ALL_IN_ONE = 1;

    private final TaskQuery query;
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();
    /** The plus keeps the engine from walking all tasks in order of id: those that are leased are few. */
    private final String id;

    TaskListing(TaskQuery query) {
        this.query = query;
        this.id = query.statuses().equals(Set.of(TaskStatus.LEASED)) ? "+t.id" : "t.id";
        among();
        where("l.workspace = :workspace", "workspace", query.workspace().value());
        where(
                id + " > :after",
                "after",
                query.after() == null ? -1 : query.after().value());
        statuses();
        types();
        details();
    }

    /** One page. */
    static List<Task> list(SqlSession session, TaskQuery query) {
        TaskListing listing = new TaskListing(query);
        List<Task> page = new ArrayList<>();
        // What a statement cannot decide, such as requirements, is decided row by row while the rows are read.
        try (Query statement = session.handle().createQuery(listing.sql())) {
            listing.values.forEach(statement::bind);
            statement.mapTo(TaskRow.class).useIterator(rows -> {
                while (rows.hasNext() && page.size() < query.limit()) {
                    Task task = TaskParts.complete(session.tasks(), rows.next()).task();
                    if (query.matches(task)) {
                        page.add(task);
                    }
                }
            });
        }
        return page;
    }

    String sql() {
        return "select " + TaskColumns.ALL + TaskColumns.FROM + "where " + String.join(" and ", conditions)
                + " order by " + id;
    }

    private void among() {
        if (query.statuses().isEmpty()) {
            return;
        }
        if (query.statuses().equals(Set.of(TaskStatus.LEASED))) {
            conditions.add("t.leased_until >= 0");
        } else if (query.statuses().stream().noneMatch(TaskStatus::finished)) {
            conditions.add("t.finished_at is null");
        } else if (!query.statuses().contains(TaskStatus.COMPLETED)
                && query.statuses().size() == ALL_IN_ONE) {
            conditions.add("t.status <> 'QUEUED' and t.status <> 'LEASED' and t.status <> 'COMPLETED'");
        }
    }

    private void statuses() {
        if (!query.statuses().isEmpty()) {
            String names = query.statuses().stream()
                    .map(status -> "'" + status.name() + "'")
                    .sorted()
                    .collect(Collectors.joining(", "));
            conditions.add(
                    query.statuses().size() == ALL_IN_ONE ? "t.status = " + names : "t.status in (" + names + ")");
        }
    }

    private void types() {
        List<String> names = new ArrayList<>();
        for (TaskType type : query.types()) {
            String name = "type" + names.size();
            names.add(":" + name);
            values.put(name, type.value());
        }
        if (!names.isEmpty()) {
            conditions.add("l.type in (" + String.join(", ", names) + ")");
        }
    }

    private void details() {
        if (query.tag() != null) {
            where("instr(char(10) || t.tags || char(10), char(10) || :tag || char(10)) > 0", "tag", query.tag());
        }
        if (query.priority() != null) {
            where("t.priority = :priority", "priority", query.priority().value());
        }
        if (query.key() != null) {
            where(
                    "t.workspace = :workspace and t.idempotency_key = :key",
                    "key",
                    query.key().value());
        }
        if (query.updatedSince() != null) {
            where("t.updated_at >= :since", "since", Micros.of(query.updatedSince()));
        }
    }

    private void where(String condition, String name, Object value) {
        conditions.add(condition);
        values.put(name, value);
    }
}
