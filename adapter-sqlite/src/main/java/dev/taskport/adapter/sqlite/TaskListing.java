package dev.taskport.adapter.sqlite;

import static dev.taskport.domain.TaskStatus.BLOCKED;
import static dev.taskport.domain.TaskStatus.CANCELLED;
import static dev.taskport.domain.TaskStatus.COMPLETED;
import static dev.taskport.domain.TaskStatus.DEAD;
import static dev.taskport.domain.TaskStatus.HELD;
import static dev.taskport.domain.TaskStatus.LEASED;
import static dev.taskport.domain.TaskStatus.QUEUED;

import dev.taskport.domain.Micros;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import dev.taskport.port.TaskQuery;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * One page of a list. The statuses that are asked for decide where tasks are looked for, and each place answers in order of id;
 * so a list need not walk past millions that completed, unless it asks for those. What is asked of a task beside is decided
 * task by task.
 */
final class TaskListing {

    /** So many more than a page are looked at together, because some will not belong to the list. */
    private static final int AT_ONCE_MIN = 64;

    private static final Set<TaskStatus> PARKED = EnumSet.of(BLOCKED, HELD, DEAD, CANCELLED);

    private final SqlSession session;
    private final ListingSql sql;
    private final TaskQuery query;
    private final String lanes;
    private final int atOnce;

    TaskListing(SqlSession session, TaskQuery query) {
        this.session = session;
        this.sql = session.listing();
        this.query = query;
        this.atOnce = Math.max(AT_ONCE_MIN, query.limit());
        this.lanes = Json.numbers(session.inspection().lanes(query.workspace().value()).stream()
                .filter(row -> query.types().isEmpty()
                        || query.types().contains(row.lane().type()))
                .map(LaneRow::id)
                .toList());
    }

    List<Task> list() {
        if (query.key() != null) {
            return ofKey(query.key().value());
        }
        List<Task> page = new ArrayList<>();
        long after = query.after() == null ? -1 : query.after().value();
        while (true) {
            List<TaskId> next = next(after);
            for (StoredTask stored : session.reading().load(next)) {
                if (query.matches(stored.task()) && page.size() < query.limit()) {
                    page.add(stored.task());
                }
            }
            if (page.size() == query.limit() || next.size() < atOnce) {
                return page;
            }
            after = next.get(next.size() - 1).value();
        }
    }

    private List<Task> ofKey(String key) {
        return session.intake().byKey(query.workspace().value(), key).map(TaskId::new).stream()
                .filter(id -> query.after() == null || id.compareTo(query.after()) > 0)
                .flatMap(id -> session.reading().find(id).stream())
                .map(StoredTask::task)
                .filter(query::matches)
                .toList();
    }

    /** The next tasks by id that may belong to the list; fewer than asked for only at its end. */
    private List<TaskId> next(long after) {
        Set<TaskStatus> statuses = query.statuses();
        if (statuses.isEmpty()) {
            return ids(sql.all(lanes, after, updatedSince(), atOnce));
        }
        NavigableSet<Long> merged = new TreeSet<>();
        if (statuses.contains(QUEUED)) {
            merged.addAll(sql.ready(lanes, after, atOnce));
            merged.addAll(sql.waiting(after, atOnce));
        }
        if (statuses.contains(LEASED)) {
            merged.addAll(sql.leased(after, atOnce));
        }
        if (statuses.contains(COMPLETED)) {
            merged.addAll(sql.completed(after, atOnce));
        }
        Set<TaskStatus> parked = new HashSet<>(statuses);
        parked.retainAll(PARKED);
        parked.forEach(status -> merged.addAll(sql.parked(status.name(), after, atOnce)));
        return ids(merged.stream().limit(atOnce).toList());
    }

    private long updatedSince() {
        return query.updatedSince() == null ? Long.MIN_VALUE : Micros.of(query.updatedSince());
    }

    private static List<TaskId> ids(List<Long> numbers) {
        return numbers.stream().map(TaskId::new).toList();
    }
}
