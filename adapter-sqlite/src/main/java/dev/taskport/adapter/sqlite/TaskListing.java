package dev.taskport.adapter.sqlite;

import dev.taskport.domain.Micros;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskType;
import dev.taskport.port.TaskQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Query;

/**
 * Puts the statement of a list together: one condition per thing that is asked for. All values are parameters. What statuses
 * are asked for decides by which {@link Arm arms} the tasks are found, each of which walks an index in order of id; several
 * are merged as they are read. So a list need not walk past millions that completed, unless it asks for those.
 */
final class TaskListing {

    private final TaskQuery query;
    private final List<Arm> arms;
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();

    TaskListing(TaskQuery query) {
        this.query = query;
        this.arms = Arm.of(query.statuses());
        values.put("after", query.after() == null ? -1 : query.after().value());
        where("l.workspace = :workspace", "workspace", query.workspace().value());
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
        String others = String.join(" and ", conditions);
        return arms.stream().map(arm -> arm.sql(others)).collect(Collectors.joining(" union all ")) + " order by 1";
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
