package dev.taskport.engine;

import dev.taskport.domain.Capabilities;
import dev.taskport.domain.Lane;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.WorkerId;
import dev.taskport.domain.Workspace;
import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A live worker as it describes itself.
 *
 * @param types what it has handlers for
 * @param concurrency how many handlers run at once
 * @param running tasks that it holds
 * @param seenAt its last sign of life, by the backend's clock
 */
public record WorkerEntry(
        WorkerId id,
        Workspace workspace,
        SortedSet<TaskType> types,
        Capabilities capabilities,
        SchedulingStrategy strategy,
        int concurrency,
        int running,
        WorkerState.Phase phase,
        String host,
        long pid,
        Instant startedAt,
        Instant seenAt) {

    public WorkerEntry {
        types = new TreeSet<>(types);
    }

    /** Whether it may take tasks of the lane. */
    public boolean takes(Lane lane) {
        return handles(lane.workspace(), lane.type()) && capabilities.meet(lane.requirements());
    }

    /** Whether it has a handler for the type, requirements aside. */
    boolean handles(Workspace in, TaskType type) {
        return workspace.equals(in) && types.contains(type);
    }
}
