package dev.taskport.heap;

import dev.taskport.domain.ExternalId;
import dev.taskport.domain.IdempotencyKey;
import dev.taskport.domain.Moment;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.Workspace;
import dev.taskport.port.ClaimPreview;
import dev.taskport.port.ClaimRequest;
import dev.taskport.port.Pause;
import dev.taskport.port.RequestChecks;
import dev.taskport.port.TaskInspection;
import dev.taskport.port.TaskQuery;
import dev.taskport.port.TaskStats;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

final class HeapTaskInspection implements TaskInspection {

    private final HeapStore store;
    private final ClaimOrder order;
    private final Obstacles obstacles;

    HeapTaskInspection(HeapStore store) {
        this.store = store;
        this.order = new ClaimOrder(store);
        this.obstacles = new Obstacles(store);
    }

    @Override
    public Optional<Task> find(Workspace workspace, TaskId id) {
        return store.read(
                () -> store.tasks().find(id).filter(task -> task.workspace().equals(workspace)));
    }

    @Override
    public Optional<Task> find(Workspace workspace, ExternalId id) {
        return store.read(() -> store.tasks().names().find(workspace, id).map(store.tasks()::get));
    }

    @Override
    public Optional<Task> find(Workspace workspace, IdempotencyKey key) {
        return store.read(() -> store.tasks().names().find(workspace, key).map(store.tasks()::get));
    }

    @Override
    public List<Task> list(TaskQuery query) {
        return store.read(() -> store.tasks()
                .after(query.after())
                .map(Entry::task)
                .filter(query::matches)
                .limit(query.limit())
                .toList());
    }

    @Override
    public List<TaskId> dependants(Workspace workspace, TaskId task, int limit) {
        RequestChecks.requireDependants(limit);
        return store.read(() -> store.tasks().dependencies().dependants(task, Integer.MAX_VALUE).stream()
                .filter(id -> store.tasks().get(id).workspace().equals(workspace))
                .limit(limit)
                .toList());
    }

    @Override
    public TaskStats stats(Workspace workspace) {
        return store.read(() -> {
            Instant now = store.moment().now();
            Optional<Instant> oldest = store.tasks().lanes().all().stream()
                    .filter(queue -> queue.lane().workspace().equals(workspace))
                    .flatMap(queue -> queue.dueSince(now).stream())
                    .min(Comparator.naturalOrder());
            return new TaskStats(store.tasks().lanes().counts(workspace), oldest.orElse(null), now);
        });
    }

    @Override
    public List<Workspace> workspaces() {
        return store.read(() -> {
            Instant now = store.moment().now();
            Stream<Workspace> withRecords = store.records().all().stream()
                    .filter(kept -> RecordTable.live(kept, now))
                    .map(kept -> kept.key().workspace());
            return Stream.concat(store.tasks().lanes().workspaces(), withRecords)
                    .distinct()
                    .sorted(Comparator.comparing(Workspace::value, CodePointOrder.INSTANCE))
                    .toList();
        });
    }

    @Override
    public Set<Pause> pauses() {
        return store.read(() -> store.pauses().all());
    }

    @Override
    public ClaimPreview preview(ClaimRequest request) {
        return store.read(() -> {
            Moment moment = store.moment();
            List<Task> tasks = order.next(request, moment);
            return new ClaimPreview(tasks, obstacles.of(request, moment.now()));
        });
    }
}
