package dev.taskport.adapter.sqlite;

import dev.taskport.domain.TaskId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes how tasks fare. Tasks that come into equal states share one row of it; where all that share one go on together, that
 * row is written anew, so that a hundred tasks that are claimed and end together cost two rows and not two hundred.
 *
 * <p>Each statement that takes tasks out of a state compares what was read with what is there.
 */
final class StateWriting {

    private static final String INSERT = "insert into taskport_state (" + StateRow.COLUMNS + ", tasks, members)"
            + " values (" + "?, ".repeat(20) + "?, ?) returning number";

    private static final String FENCE =
            " where number = ? and tasks = ? and status = ? and lease_epoch = ? and lease_generation = ? and version = ?";
    private static final String REPLACE =
            "update taskport_state set (" + StateRow.COLUMNS + ") = (" + "?, ".repeat(19) + "?)" + FENCE;
    private static final String LEAVE = "update taskport_state set tasks = tasks - ?" + FENCE;
    private static final String DELETE = "delete from taskport_state" + FENCE;

    private static final String ENTER =
            "insert into taskport_task_state (task, state, parked)" + " select value, ?, ? from json_each(?)";
    private static final String MOVE =
            "update taskport_task_state set state = ?, parked = ?" + " where task in (select value from json_each(?))";

    private final Statements sql;
    /** How many tasks leave each state, by its number. */
    private final Map<Long, Leaving> leaving = new TreeMap<>();

    private StateWriting(Statements sql) {
        this.sql = sql;
    }

    private static final class Leaving {
        private final StoredState state;
        private int tasks;

        Leaving(StoredState state) {
            this.state = state;
        }
    }

    static void write(Statements sql, List<TaskWrite> writes) {
        Map<StateRow, List<TaskWrite>> groups = new LinkedHashMap<>();
        for (TaskWrite write : writes) {
            StateRow state = write.state();
            if (state != null) {
                groups.computeIfAbsent(state, each -> new ArrayList<>()).add(write);
            }
        }
        StateWriting writing = new StateWriting(sql);
        groups.forEach(writing::write);
        writing.leave();
    }

    /** Takes a task that is removed out of its state. */
    static void remove(Statements sql, StoredState state) {
        StateWriting writing = new StateWriting(sql);
        writing.leave(state);
        writing.leave();
    }

    private void write(StateRow state, List<TaskWrite> tasks) {
        StoredState shared = leftByAll(tasks);
        if (shared == null) {
            enter(state, tasks);
            return;
        }
        requireOne(sql.update(REPLACE, to -> {
            state.bind(to);
            fence(shared, to);
        }));
        if (state.parked() != null || shared.row().parked() != null) {
            move(shared.number(), state, tasks);
        }
    }

    /** The state that these tasks and nobody else are in; null if there is none. */
    private static @Nullable StoredState leftByAll(List<TaskWrite> tasks) {
        StoredState first = tasks.get(0).stateBefore();
        if (first == null || first.tasks() != tasks.size()) {
            return null;
        }
        for (TaskWrite task : tasks) {
            StoredState before = task.stateBefore();
            if (before == null || before.number() != first.number()) {
                return null;
            }
        }
        return first;
    }

    private void enter(StateRow state, List<TaskWrite> tasks) {
        String members = Json.ids(ids(tasks));
        long number = sql.first(
                        INSERT,
                        to -> {
                            state.bind(to);
                            to.number(tasks.size()).text(members);
                        },
                        RowReader::number)
                .orElseThrow();
        List<TaskWrite> moved = new ArrayList<>();
        List<TaskWrite> entered = new ArrayList<>();
        for (TaskWrite task : tasks) {
            StoredState before = task.stateBefore();
            if (before == null) {
                entered.add(task);
            } else {
                moved.add(task);
                leave(before);
            }
        }
        if (!entered.isEmpty()) {
            String json = moved.isEmpty() ? members : Json.ids(ids(entered));
            sql.update(ENTER, to -> to.number(number).text(state.parked()).text(json));
        }
        if (!moved.isEmpty()) {
            move(number, state, moved);
        }
    }

    private void move(long number, StateRow state, List<TaskWrite> tasks) {
        int moved =
                sql.update(MOVE, to -> to.number(number).text(state.parked()).text(Json.ids(ids(tasks))));
        requireAll(tasks.size(), moved);
    }

    private static List<TaskId> ids(List<TaskWrite> tasks) {
        return tasks.stream().map(task -> task.after().id()).toList();
    }

    private void leave(StoredState state) {
        leaving.computeIfAbsent(state.number(), number -> new Leaving(state)).tasks++;
    }

    private void leave() {
        for (Leaving each : leaving.values()) {
            requireOne(
                    each.tasks == each.state.tasks()
                            ? sql.update(DELETE, to -> fence(each.state, to))
                            : sql.update(LEAVE, to -> fence(each.state, to.number(each.tasks))));
        }
    }

    private static void fence(StoredState state, BindValues to) throws SQLException {
        to.number(state.number())
                .number(state.tasks())
                .text(state.row().status().name())
                .number(state.row().leaseEpoch())
                .number(state.row().leaseGeneration())
                .number(state.row().stamp().version());
    }

    private static void requireOne(int rows) {
        requireAll(1, rows);
    }

    /** The lock is held since the rows were read, so nobody can have changed them: this would be a defect of ours. */
    private static void requireAll(int expected, int rows) {
        if (rows != expected) {
            throw new IllegalStateException("A task was changed by another writer inside an exclusive transaction");
        }
    }
}
