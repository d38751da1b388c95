package dev.taskport.heap;

import dev.taskport.domain.Task;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.WorkerId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;

/** Finds running tasks by their deadline and by their holder. */
final class LeaseIndex implements TaskIndex {

    private static final Comparator<Task> BY_DEADLINE =
            Comparator.comparing(LeaseIndex::deadline).thenComparing(Task::id);

    private final NavigableSet<Task> deadlines = new TreeSet<>(BY_DEADLINE);
    private final Map<WorkerId, NavigableSet<Task>> holders = new HashMap<>();

    /** The tasks whose lease has run out, the longest expired first. */
    List<Task> expired(Instant now, int limit) {
        return deadlines.stream()
                .takeWhile(task -> task.expired(now))
                .limit(limit)
                .toList();
    }

    /** How many tasks run. */
    int size() {
        return deadlines.size();
    }

    /** By id. */
    List<Task> heldBy(WorkerId worker) {
        NavigableSet<Task> held = holders.get(worker);
        return held == null ? List.of() : List.copyOf(held);
    }

    @Override
    public void add(Entry entry) {
        Task task = entry.task();
        if (task.status() == TaskStatus.LEASED) {
            deadlines.add(task);
            holders.computeIfAbsent(holder(task), worker -> new TreeSet<>(Comparator.comparing(Task::id)))
                    .add(task);
        }
    }

    @Override
    public void remove(Entry entry) {
        Task task = entry.task();
        if (task.status() == TaskStatus.LEASED) {
            deadlines.remove(task);
            holders.computeIfPresent(holder(task), (worker, held) -> {
                held.remove(task);
                return held.isEmpty() ? null : held;
            });
        }
    }

    private static Instant deadline(Task task) {
        return Objects.requireNonNull(task.state().leasedUntil(), "leasedUntil of a LEASED task");
    }

    private static WorkerId holder(Task task) {
        return Objects.requireNonNull(task.state().leasedBy(), "leasedBy of a LEASED task");
    }
}
