package dev.taskport.port;

import dev.taskport.domain.Capabilities;
import dev.taskport.domain.Lane;
import dev.taskport.domain.Lease;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.WorkerId;
import dev.taskport.domain.Workspace;
import java.time.Duration;
import java.util.Set;

/**
 * What a worker would take.
 *
 * @param types those it has a handler for; none means that it takes nothing
 * @param max 1 to {@link TaskLeasing#BATCH_MAX}
 * @param lease for how long; see {@link Lease#requireDuration}
 */
public record ClaimRequest(
        WorkerId worker,
        Workspace workspace,
        Set<TaskType> types,
        Capabilities capabilities,
        SchedulingStrategy strategy,
        int max,
        Duration lease) {

    public ClaimRequest {
        types = Set.copyOf(types);
        Lease.requireDuration(lease);
        RequestChecks.requireBetween("number of tasks to claim", max, TaskLeasing.BATCH_MAX);
    }

    /** Whether this worker may take tasks of the lane, pauses aside. */
    public boolean takes(Lane lane) {
        return lane.workspace().equals(workspace)
                && types.contains(lane.type())
                && capabilities.meet(lane.requirements());
    }

    public ClaimRequest max(int value) {
        return new ClaimRequest(worker, workspace, types, capabilities, strategy, value, lease);
    }
}
