package dev.taskport.heap;

import dev.taskport.domain.Task;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.WorkerId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds running tasks by their deadline, which those of one claim have in common, and by their holder. */
final class LeaseIndex implements TaskIndex {

    private final NavigableMap<Instant, IdMap<Entry>> deadlines = new TreeMap<>();
    private int size;

    /** The tasks whose lease has run out, the longest expired first. */
    List<Task> expired(Instant now, int limit) {
        return running().takeWhile(task -> task.expired(now)).limit(limit).toList();
    }

    /** How many tasks run. */
    int size() {
        return size;
    }

    /** By id. All that run are looked at: this is asked only when a worker is in doubt. */
    List<Task> heldBy(WorkerId worker) {
        return running()
                .filter(task -> worker.equals(task.state().leasedBy()))
                .sorted(Comparator.comparing(Task::id))
                .toList();
    }

    private Stream<Task> running() {
        return deadlines.values().stream().flatMap(IdMap::stream).map(Entry::task);
    }

    @Override
    public void add(Entry entry) {
        if (entry.status() == TaskStatus.LEASED) {
            deadlines.computeIfAbsent(deadline(entry), until -> new IdMap<>()).put(entry.id(), entry);
            size++;
        }
    }

    @Override
    public void remove(Entry entry) {
        if (entry.status() == TaskStatus.LEASED) {
            Instant deadline = deadline(entry);
            IdMap<Entry> together = Objects.requireNonNull(deadlines.get(deadline), "tasks of a deadline");
            together.remove(entry.id());
            size--;
            if (together.isEmpty()) {
                deadlines.remove(deadline);
            }
        }
    }

    private static Instant deadline(Entry entry) {
        return Objects.requireNonNull(entry.task().state().leasedUntil(), "leasedUntil of a LEASED task");
    }
}
