package dev.taskport.heap;

import dev.taskport.domain.Moment;
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

final class HeapTaskLog implements TaskLog {

    private final HeapStore store;

    HeapTaskLog(HeapStore store) {
        this.store = store;
    }

    @Override
    public List<LeaseAnswer> append(List<LogAppend> lines) {
        RequestChecks.requireLines(lines);
        return store.write(() -> {
            Moment moment = store.moment();
            List<LeaseAnswer> answers = new ArrayList<>();
            lines.forEach(line -> answers.add(append(line, moment)));
            return List.copyOf(answers);
        });
    }

    private LeaseAnswer append(LogAppend line, Moment moment) {
        Optional<Task> found = store.tasks().find(line.lease().task());
        if (found.isEmpty()) {
            return LeaseAnswer.NOT_FOUND;
        }
        Task task = found.get();
        if (!task.heldUnder(line.lease())) {
            return LeaseAnswer.LEASE_LOST;
        }
        long sequence = store.logs().nextSequence(task.id());
        store.logs()
                .append(
                        task.id(),
                        new LogLine(sequence, moment.now(), task.state().attempt(), line.level(), line.message()));
        store.changed();
        return LeaseAnswer.APPLIED;
    }

    @Override
    public List<LogLine> read(Workspace workspace, TaskId task, long after, int limit) {
        RequestChecks.requireLinePage(limit);
        return store.read(() -> store.tasks()
                .find(task)
                .filter(found -> found.workspace().equals(workspace))
                .map(found -> store.logs().lines(task, after, limit))
                .orElse(List.of()));
    }
}
