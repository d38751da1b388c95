package dev.taskport.port;

import dev.taskport.domain.ExternalId;
import dev.taskport.domain.IdempotencyKey;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything a reader may ask. Nothing here changes the store, takes a lock that a writer waits for, or shows another
 * workspace's tasks.
 *
 * <ul>
 *   <li><b>R1</b> A reader sees every change that was acknowledged before its call.
 *   <li><b>R2</b> Pages of a list are in ascending order of id and neither repeat nor skip a task that is there, and
 *       matches, throughout the paging.
 *   <li><b>R3</b> Statistics are exact.
 *   <li><b>R4</b> A preview has no effect and names the tasks that a claim at this moment would take, in order; for
 *       WEIGHTED_RANDOM, where chance decides, those with the smallest tickets.
 * </ul>
 */
public interface TaskInspection {

    /** The most tasks of one answer of {@link #dependants}. */
    int DEPENDANTS_MAX = 10_000;

    Optional<Task> find(Workspace workspace, TaskId id);

    Optional<Task> find(Workspace workspace, ExternalId id);

    Optional<Task> find(Workspace workspace, IdempotencyKey key);

    /** One page; the next begins after its last id. */
    List<Task> list(TaskQuery query);

    /** Tasks of the workspace that wait for this one, by id; at most {@code limit}: 1 to {@value #DEPENDANTS_MAX}. */
    List<TaskId> dependants(Workspace workspace, TaskId task, int limit);

    /** Counts of one workspace. */
    TaskStats stats(Workspace workspace);

    /** The workspaces that hold tasks or records, in order. */
    List<Workspace> workspaces();

    /** The gates that are closed. */
    Set<Pause> pauses();

    /** What this claim would take, and what stands in the way of the rest. */
    ClaimPreview preview(ClaimRequest request);
}
