package dev.taskport.app.store;

import dev.taskport.app.config.Configuration;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.Workspace;
import dev.taskport.engine.Backends;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.BackendProvider.OpenMode;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.TaskQuery;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts the work of one store that another one does not know: what would be left behind by changing over. */
final class LeftWork {

    private LeftWork() {}

    /** Tasks of {@code old} that are not finished there and not known to {@code next}, counted one by one. */
    static long count(BackendAddress old, BackendAddress next, Configuration configuration) {
        BackendOptions ofOld = configuration.backendOptions(old.scheme());
        BackendOptions ofNext = configuration.backendOptions(next.scheme());
        long unfinished = Backends.probe(old, ofOld).unfinished();
        if (unfinished == 0 || !Backends.probe(next, ofNext).exists()) {
            return unfinished;
        }
        try (PersistenceBackend left = Backends.open(old, ofOld, OpenMode.READ_ONLY);
                PersistenceBackend right = Backends.open(next, ofNext, OpenMode.READ_ONLY)) {
            return left.inspection().workspaces().stream()
                    .mapToLong(workspace -> count(left, right, workspace))
                    .sum();
        }
    }

    private static long count(PersistenceBackend left, PersistenceBackend right, Workspace workspace) {
        TaskQuery query =
                TaskQuery.all(workspace).statuses(TaskStatus.unfinished()).limit(TaskQuery.LIMIT_MAX);
        long missing = 0;
        @Nullable TaskId after = null;
        List<Task> page;
        do {
            page = left.inspection().list(query.after(after));
            for (Task task : page) {
                missing += right.inspection().find(workspace, task.id()).isPresent() ? 0 : 1;
                after = task.id();
            }
        } while (page.size() == TaskQuery.LIMIT_MAX);
        return missing;
    }
}
