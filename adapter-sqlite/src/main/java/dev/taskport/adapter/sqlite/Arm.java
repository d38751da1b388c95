package dev.taskport.adapter.sqlite;

import static dev.taskport.domain.TaskStatus.BLOCKED;
import static dev.taskport.domain.TaskStatus.CANCELLED;
import static dev.taskport.domain.TaskStatus.COMPLETED;
import static dev.taskport.domain.TaskStatus.DEAD;
import static dev.taskport.domain.TaskStatus.HELD;
import static dev.taskport.domain.TaskStatus.LEASED;
import static dev.taskport.domain.TaskStatus.QUEUED;

import dev.taskport.domain.TaskStatus;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A way to tasks of some statuses in order of id.
 *
 * @param among the condition of the index that serves it, word for word, so that the engine sees that it may use it; empty
 *     for the walk through all tasks
 * @param statuses none for any
 * @param sorted whether they are so few that they are sorted after they were found by an index in another order
 */
record Arm(String among, Set<TaskStatus> statuses, boolean sorted) {

    private static final Set<TaskStatus> PARKED = EnumSet.of(BLOCKED, HELD, DEAD, CANCELLED);

    /** The ways to tasks of any of these statuses, none of which leads to a task of another's; one if none is named. */
    static List<Arm> of(Set<TaskStatus> statuses) {
        if (statuses.isEmpty() || statuses.contains(COMPLETED)) {
            return List.of(new Arm("", statuses, false));
        }
        List<Arm> arms = new ArrayList<>();
        Set<TaskStatus> left = EnumSet.copyOf(statuses);
        if (left.contains(QUEUED)) {
            Set<TaskStatus> open = EnumSet.copyOf(left);
            open.removeIf(TaskStatus::finished);
            arms.add(new Arm("t.finished_at is null", open, false));
            left.removeAll(open);
        }
        if (left.contains(LEASED)) {
            arms.add(new Arm("t.leased_until >= 0", EnumSet.of(LEASED), true));
        }
        left.stream().filter(PARKED::contains).map(Arm::parked).forEach(arms::add);
        return arms;
    }

    private static Arm parked(TaskStatus status) {
        String parked = "t.status <> 'QUEUED' and t.status <> 'LEASED' and t.status <> 'COMPLETED'";
        return new Arm(parked, EnumSet.of(status), false);
    }

    /** @param others what else is asked of the tasks */
    String sql(String others) {
        // The plus keeps the engine from walking all tasks for the sake of their order.
        String plus = sorted ? "+" : "";
        return "select " + plus + TaskColumns.ALL + TaskColumns.FROM + "where "
                + (among.isEmpty() ? "" : among + " and ") + plus + "t.id > :after" + wanted() + " and " + others;
    }

    private String wanted() {
        if (statuses.isEmpty()) {
            return "";
        }
        String names = statuses.stream()
                .map(status -> "'" + status.name() + "'")
                .sorted()
                .collect(Collectors.joining(", "));
        return statuses.size() == 1 ? " and t.status = " + names : " and t.status in (" + names + ")";
    }
}
