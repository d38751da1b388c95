package dev.taskport.engine;

import dev.taskport.domain.Counted;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.Workspace;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports types that wait although no live worker has a handler for them: their tasks are never claimed and never deleted,
 * so that nobody would notice otherwise. Each is reported once, and again after a worker for it came and went.
 */
final class UnhandledTypes {

    private static final Logger log = LoggerFactory.getLogger(UnhandledTypes.class);

    /** Looking must stay cheap in a store of very many workspaces. */
    private static final int WORKSPACES_MAX = 100;

    record Known(Workspace workspace, TaskType type) {}

    private final BackendHandle backend;
    private final Pools pools;
    private final Set<Known> reported = ConcurrentHashMap.newKeySet();

    /** @param pools of this process, whose workers may not have registered yet */
    UnhandledTypes(BackendHandle backend, Pools pools) {
        this.backend = backend;
        this.pools = pools;
    }

    /** Looks, and reports what is new; how many types wait unhandled now. */
    int report() {
        List<WorkerEntry> workers = Stream.concat(
                        new WorkerRegistry(backend).workers().stream(), pools.entries().stream())
                .toList();
        return backend.inspection().workspaces().stream()
                .limit(WORKSPACES_MAX)
                .mapToInt(workspace -> report(workspace, workers))
                .sum();
    }

    private int report(Workspace workspace, List<WorkerEntry> workers) {
        int unhandled = 0;
        for (var type : backend.inspection().stats(workspace).byTypeAndStatus().entrySet()) {
            Known known = new Known(workspace, type.getKey());
            long waiting = type.getValue().getOrDefault(TaskStatus.QUEUED, 0L);
            if (waiting == 0 || workers.stream().anyMatch(worker -> worker.handles(workspace, type.getKey()))) {
                reported.remove(known);
                continue;
            }
            unhandled++;
            if (reported.add(known)) {
                log.warn(told(waiting, known));
            }
        }
        return unhandled;
    }

    static String told(long waiting, Known known) {
        return Counted.tasks(waiting) + " of type " + known.type() + (waiting == 1 ? " waits" : " wait")
                + " in workspace "
                + known.workspace() + ", but no live worker has a handler for it. What waits is kept."
                + " Start a worker that handles the type, or cancel it.";
    }
}
