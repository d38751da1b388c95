package dev.taskport.contract.mutants;

import dev.taskport.domain.Lease;
import dev.taskport.domain.Stamp;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskSpec;
import dev.taskport.domain.TaskState;
import dev.taskport.domain.TaskStatus;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.TaskLog;
import dev.taskport.port.TransferItem;
import java.util.List;
import java.util.Optional;

/** A sound backend, of which a subclass breaks one thing. */
abstract class Mutant extends ForwardingBackend {

    Mutant(PersistenceBackend sound) {
        super(sound);
    }

    Optional<Task> find(TaskId id) {
        return inspection().workspaces().stream()
                .flatMap(workspace -> inspection().find(workspace, id).stream())
                .findFirst();
    }

    /** The token under which the task is run now, whoever asks. */
    Lease present(Lease lease) {
        return find(lease.task())
                .filter(task -> task.status() == TaskStatus.LEASED)
                .map(Task::lease)
                .orElse(lease);
    }

    /** Writes a task as no rule of the life table would. */
    void force(Task task, TaskSpec spec, TaskState state) {
        Stamp newer = new Stamp(task.stamp().generation(), task.stamp().version() + 1);
        Task forced = new Task(task.id(), task.lineage(), spec, state, newer);
        var log = super.log().read(task.workspace(), task.id(), 0, TaskLog.LINES_MAX);
        super.transfer().apply(List.of(new TransferItem.TaskItem(new TransferItem.Position(1, ""), forced, log)));
    }

    void force(Task task, TaskState state) {
        force(task, task.spec(), state);
    }
}
