package dev.taskport.contract.mutants;

import dev.taskport.domain.TaskId;
import dev.taskport.domain.Workspace;
import dev.taskport.port.LeaseAnswer;
import dev.taskport.port.LogAppend;
import dev.taskport.port.LogLine;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.TaskLog;
import java.util.List;

final class EpochDroppedFromLog extends Mutant {

    EpochDroppedFromLog(PersistenceBackend sound) {
        super(sound);
    }

    @Override
    public TaskLog log() {
        TaskLog real = super.log();
        return new TaskLog() {
            @Override
            public List<LeaseAnswer> append(List<LogAppend> lines) {
                return real.append(lines.stream()
                        .map(line -> new LogAppend(present(line.lease()), line.level(), line.message()))
                        .toList());
            }

            @Override
            public List<LogLine> read(Workspace workspace, TaskId task, long after, int limit) {
                return real.read(workspace, task, after, limit);
            }
        };
    }
}
