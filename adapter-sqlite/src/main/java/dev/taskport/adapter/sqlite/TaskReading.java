package dev.taskport.adapter.sqlite;

import dev.taskport.domain.Dependency;
import dev.taskport.domain.Failure;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts tasks together from the places where they are told: bodies, states, dependencies and failures. */
final class TaskReading {

    private static final String BODY = "select " + TaskBody.PLAIN + " from taskport_task where id = ?";
    private static final String MORE = "select " + TaskBody.MORE + " from taskport_task where id = ?";
    private static final String BODIES =
            "select " + TaskBody.PLAIN + " from taskport_task where id in (select value from json_each(?)) order by id";
    private static final String PRESENT = "select id from taskport_task where id = ?";
    private static final String ALL_PRESENT =
            "select id from taskport_task where id in (select value from json_each(?))";
    private static final String STATE_OF = "select state from taskport_task_state where task = ?";
    private static final String STATES_OF =
            "select task, state from taskport_task_state where task in (select value from json_each(?))";
    private static final String STATE = "select " + StoredState.COLUMNS + " from taskport_state where number = ?";

    private final SqlSession session;
    private final Statements sql;

    TaskReading(SqlSession session) {
        this.session = session;
        this.sql = session.statements();
    }

    Optional<StoredTask> find(TaskId id) {
        return sql.first(BODY, to -> to.number(id.value()), row -> TaskBody.read(row, session))
                .map(body -> complete(body, state(id)));
    }

    private @Nullable StoredState state(TaskId id) {
        return sql.first(STATE_OF, to -> to.number(id.value()), RowReader::number)
                .map(this::state)
                .orElse(null);
    }

    private StoredState state(long number) {
        return sql.first(STATE, to -> to.number(number), StoredState::read)
                .orElseThrow(() -> new IllegalStateException("State " + number + " is missing; check the store"));
    }

    /** Which of these there are; cheaper than to look for all columns of what is mostly not there. */
    List<TaskId> present(Collection<TaskId> ids) {
        if (ids.size() == 1) {
            long id = ids.iterator().next().value();
            return sql.query(PRESENT, to -> to.number(id), row -> new TaskId(row.number()));
        }
        String json = Json.ids(ids);
        return sql.query(ALL_PRESENT, to -> to.text(json), row -> new TaskId(row.number()));
    }

    /** Those of the tasks that there are, by id. */
    List<StoredTask> load(Collection<TaskId> ids) {
        if (ids.size() == 1) {
            return find(ids.iterator().next()).stream().toList();
        }
        if (ids.isEmpty()) {
            return List.of();
        }
        String json = Json.ids(ids);
        return load(json, states(json));
    }

    /** What a claim found among the ready ones, by id; most of it has no state, and that is known. */
    List<StoredTask> loadReady(List<Candidate> ready) {
        List<TaskId> touched = ready.stream()
                .filter(each -> !each.untouched())
                .map(Candidate::id)
                .toList();
        Map<Long, StoredState> states = touched.isEmpty() ? Map.of() : states(Json.ids(touched));
        return ready.isEmpty()
                ? List.of()
                : load(Json.ids(ready.stream().map(Candidate::id).toList()), states);
    }

    private List<StoredTask> load(String ids, Map<Long, StoredState> states) {
        return sql.query(BODIES, to -> to.text(ids), row -> TaskBody.read(row, session)).stream()
                .map(body -> complete(body, states.get(body.id().value())))
                .toList();
    }

    /**
     * Those of the tasks that there are, in no order.
     *
     * @param leased what need not be read where it is still true
     */
    List<StoredTask> load(Collection<TaskId> ids, LeasedTasks leased) {
        if (ids.stream().noneMatch(id -> leased.find(id) != null)) {
            return load(ids);
        }
        Map<Long, StoredState> states = states(Json.ids(ids));
        List<StoredTask> tasks = new ArrayList<>(ids.size());
        List<TaskId> others = new ArrayList<>();
        for (TaskId id : ids) {
            StoredState state = states.get(id.value());
            LeasedTasks.Leased known = leased.find(id);
            if (known != null && state != null && state.row().equals(known.state())) {
                tasks.add(new StoredTask(known.task(), known.body(), state));
            } else {
                others.add(id);
            }
        }
        if (!others.isEmpty()) {
            tasks.addAll(load(Json.ids(others), states));
        }
        return tasks;
    }

    /** By task; tasks that share a state share the object. */
    private Map<Long, StoredState> states(String tasks) {
        Map<Long, StoredState> byNumber = new HashMap<>();
        Map<Long, StoredState> byTask = new HashMap<>();
        sql.query(STATES_OF, to -> to.text(tasks), row -> new long[] {row.number(), row.number()})
                .forEach(each -> byTask.put(each[0], byNumber.computeIfAbsent(each[1], this::state)));
        return byTask;
    }

    private TaskBody whole(TaskBody body) {
        return body.more()
                ? sql.first(MORE, to -> to.number(body.id().value()), body::with)
                        .orElseThrow()
                : body;
    }

    private StoredTask complete(TaskBody found, @Nullable StoredState stored) {
        TaskBody body = whole(found);
        StateRow row = stored == null ? StateRow.untouched(body) : stored.row();
        TaskState state = row.of(body);
        if (body.dependencies() > 0 || row.failures() > 0) {
            state = state.toBuilder()
                    .dependencies(dependencies(body))
                    .failures(failures(body, row))
                    .build();
        }
        return StoredTask.of(body, stored, state);
    }

    private List<Dependency> dependencies(TaskBody body) {
        return body.dependencies() == 0
                ? List.of()
                : session.tasks().dependencies(body.id().value());
    }

    private List<Failure> failures(TaskBody body, StateRow row) {
        return row.failures() == 0
                ? List.of()
                : session.tasks().failures(body.id().value());
    }
}
