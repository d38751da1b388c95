package dev.taskport.heap;

import dev.taskport.domain.TaskId;
import dev.taskport.port.LogLine;
import dev.taskport.port.TaskLog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The log lines of each task, by their sequence number. */
final class LogTable {

    private final Undo undo;
    private final Touched touched;
    private final Characters characters;
    private final Map<TaskId, NavigableMap<Long, LogLine>> logs = new HashMap<>();

    LogTable(Undo undo, Touched touched, Characters characters) {
        this.undo = undo;
        this.touched = touched;
        this.characters = characters;
    }

    /** The lines behind {@code after}, at most {@code limit}. */
    List<LogLine> lines(TaskId task, long after, int limit) {
        return log(task).tailMap(after, false).values().stream().limit(limit).toList();
    }

    long nextSequence(TaskId task) {
        NavigableMap<Long, LogLine> log = log(task);
        return log.isEmpty() ? 1 : log.lastKey() + 1;
    }

    /** Adds a line; beyond the limit the oldest one goes. */
    void append(TaskId task, LogLine line) {
        NavigableMap<Long, LogLine> log = logs.computeIfAbsent(task, created -> new TreeMap<>());
        touched.logAppended(task, log.isEmpty() ? 0 : log.lastKey());
        put(log, line);
        undo.note(() -> remove(log, line));
        if (log.size() > TaskLog.LINES_MAX) {
            LogLine oldest = log.firstEntry().getValue();
            remove(log, oldest);
            undo.note(() -> put(log, oldest));
        }
    }

    void remove(TaskId task) {
        touched.logReplaced(task);
        NavigableMap<Long, LogLine> removed = logs.remove(task);
        if (removed != null) {
            removed.values().forEach(characters::remove);
            undo.note(() -> {
                logs.put(task, removed);
                removed.values().forEach(characters::add);
            });
        }
    }

    private void put(NavigableMap<Long, LogLine> log, LogLine line) {
        log.put(line.sequence(), line);
        characters.add(line);
    }

    private void remove(NavigableMap<Long, LogLine> log, LogLine line) {
        log.remove(line.sequence());
        characters.remove(line);
    }

    private NavigableMap<Long, LogLine> log(TaskId task) {
        return logs.getOrDefault(task, new TreeMap<>());
    }
}
