package dev.taskport.adapter.sqlite;

import dev.taskport.domain.Micros;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.Workspace;
import dev.taskport.port.LeaseAnswer;
import dev.taskport.port.LogAppend;
import dev.taskport.port.LogLine;
import dev.taskport.port.RequestChecks;
import dev.taskport.port.TaskLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class SqliteTaskLog implements TaskLog {

    private final SqliteStore store;

    SqliteTaskLog(SqliteStore store) {
        this.store = store;
    }

    @Override
    public List<LeaseAnswer> append(List<LogAppend> lines) {
        RequestChecks.requireLines(lines);
        return store.write(transaction -> {
            TaskChanges changes = transaction.changes();
            changes.load(lines.stream().map(line -> line.lease().task()).toList());
            List<LeaseAnswer> answers = new ArrayList<>();
            lines.forEach(line -> answers.add(append(line, changes, transaction)));
            return List.copyOf(answers);
        });
    }

    private static LeaseAnswer append(LogAppend line, TaskChanges changes, SqliteTransaction transaction) {
        Optional<Task> found = changes.loaded(line.lease().task());
        if (found.isEmpty()) {
            return LeaseAnswer.NOT_FOUND;
        }
        if (!found.get().heldUnder(line.lease())) {
            return LeaseAnswer.LEASE_LOST;
        }
        LogSql sql = transaction.session().log();
        long sequence = sql.last(found.get().id().value()).orElse(0L) + 1;
        LogLine kept = new LogLine(
                sequence, changes.moment().now(), found.get().state().attempt(), line.level(), line.message());
        write(sql, found.get().id(), kept);
        if (sequence > LINES_MAX) {
            sql.forget(found.get().id().value(), sequence - LINES_MAX);
        }
        transaction.changed();
        return LeaseAnswer.APPLIED;
    }

    static void write(LogSql sql, TaskId task, LogLine line) {
        sql.append(
                task.value(),
                line.sequence(),
                Micros.of(line.at()),
                line.attempt(),
                line.level().name(),
                line.message());
    }

    @Override
    public List<LogLine> read(Workspace workspace, TaskId task, long after, int limit) {
        RequestChecks.requireLinePage(limit);
        return store.read(session -> session.reading()
                .find(task)
                .filter(found -> found.task().workspace().equals(workspace))
                .map(found -> session.log().read(task.value(), after, limit))
                .orElse(List.of()));
    }
}
