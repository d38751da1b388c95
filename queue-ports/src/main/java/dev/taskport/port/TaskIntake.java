package dev.taskport.port;

import dev.taskport.domain.NewTask;
import java.util.List;

/**
 * Everything a producer may ask of a backend.
 *
 * <ul>
 *   <li><b>I1</b> A new task is stored with its dependencies in one transaction with the rest of its batch.
 *   <li><b>I2</b> A known id with the same type and payload and this store's lineage answers DUPLICATE_ID with the status of
 *       the stored task and changes nothing; with another lineage, type or payload the call is ID_CONFLICT.
 *   <li><b>I3</b> A known idempotency key of the workspace answers DUPLICATE_KEY with the id and status of the task that has
 *       it and changes nothing; within a batch the first wins. Keys are unique over all tasks kept, also between
 *       concurrent callers.
 *   <li><b>I4</b> A dependency exists in the same workspace or earlier in the same batch, else the call is INVALID_REQUEST.
 *       A dependency that has completed counts as satisfied; a task with open ones is BLOCKED. A dependency that completes
 *       at the same moment is not missed.
 *   <li><b>I5</b> A task whose dependency is DEAD or CANCELLED is BLOCKED, or CANCELLED at once if it asked for that.
 *   <li><b>I6</b> While intake is paused for the store, the workspace or the type of any task of the batch, the call is
 *       INTAKE_PAUSED.
 *   <li><b>I7</b> A task with a concurrency key is UNSUPPORTED where the store keeps no limits.
 *   <li><b>I8</b> A payload over the store's limit is LIMIT_EXCEEDED.
 *   <li><b>I9</b> External ids are unique in their workspace: a new task with one that another task has is ID_CONFLICT.
 * </ul>
 */
public interface TaskIntake {

    /** The most tasks of one call. */
    int BATCH_MAX = 10_000;

    /**
     * Takes tasks in, all or none.
     *
     * @param tasks up to {@value #BATCH_MAX}
     * @return one answer per task, in order
     */
    List<EnqueueAnswer> enqueue(List<NewTask> tasks);
}
