package dev.taskport.heap;

import dev.taskport.domain.Task;
import dev.taskport.domain.TaskStatus;
import dev.taskport.port.BackendCare.Check;
import java.util.List;

/** Looks after the tables themselves. */
public final class HeapCare {

    /** What a task takes beside its texts: objects, references and index nodes. Measured roughly. */
    private static final long TASK_OVERHEAD = 1000;

    private final HeapStore store;

    public HeapCare(HeapStore store) {
        this.store = store;
    }

    /**
     * Looks whether the store is in use.
     *
     * @throws dev.taskport.domain.TaskportException UNAVAILABLE once it is closed
     */
    public void requireOpen() {
        store.read(() -> store.tasks().size());
    }

    /** Whether the indexes agree with the tasks. */
    public List<Check> check() {
        return store.read(() -> List.of(
                compare("queue", "waiting tasks in the order of their lanes", TaskStatus.QUEUED, inLanes()),
                compare("leases", "running tasks by deadline", TaskStatus.LEASED, byDeadline())));
    }

    private Check compare(String name, String what, TaskStatus status, long indexed) {
        long stored =
                store.tasks().all().filter(entry -> entry.status() == status).count();
        return new Check(name, stored == indexed, indexed + " " + what + ", " + stored + " " + status);
    }

    private long inLanes() {
        return store.tasks().lanes().all().stream().mapToLong(LaneQueue::kept).sum();
    }

    private long byDeadline() {
        return store.tasks().leases().size();
    }

    /** What the tasks take in memory, in bytes, roughly. */
    public long bytes() {
        return store.read(() -> store.tasks()
                .all()
                .mapToLong(entry -> TASK_OVERHEAD + texts(entry.task()))
                .sum());
    }

    private static long texts(Task task) {
        return task.spec().payload().text().length()
                + (task.state().result() == null
                        ? 0L
                        : task.state().result().text().length());
    }
}
