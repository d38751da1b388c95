package dev.taskport.port;

import dev.taskport.domain.TaskEdit;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.Workspace;
import java.util.List;

/**
 * Everything an operator may do to tasks. Ids of another workspace answer NOT_FOUND.
 *
 * <ul>
 *   <li><b>C1</b> What the life table does not allow answers NOT_ALLOWED with the status found, and changes nothing.
 *   <li><b>C2</b> Cancelling takes effect at once, also on a running task, whose lease is lost with it; it cancels the
 *       dependants that asked for it.
 *   <li><b>C3</b> Replay starts a finished task anew: attempts from zero, failures kept, the lease epoch goes on. A task
 *       that is replayed or released while a dependency is DEAD or CANCELLED, and that asked to be cancelled then, is
 *       CANCELLED at once, as it is when it is enqueued.
 *   <li><b>C4</b> An edit with another revision than the stored one answers VERSION_CONFLICT and changes nothing.
 *   <li><b>C5</b> A pause takes effect for every call that starts after it returned, in every process. Pauses of different
 *       scopes are independent: each is lifted by its own resume. Both may be repeated.
 * </ul>
 */
public interface TaskControl {

    /** The most tasks of one call. */
    int BATCH_MAX = 10_000;

    List<ControlAnswer> cancel(Workspace workspace, List<TaskId> tasks);

    List<ControlAnswer> replay(Workspace workspace, List<TaskId> tasks);

    List<ControlAnswer> hold(Workspace workspace, List<TaskId> tasks);

    List<ControlAnswer> unhold(Workspace workspace, List<TaskId> tasks);

    ControlAnswer edit(Workspace workspace, TaskEdit edit);

    void pause(Pause pause);

    void resume(Pause pause);
}
