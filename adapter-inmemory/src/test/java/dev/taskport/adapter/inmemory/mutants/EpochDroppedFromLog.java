package dev.taskport.adapter.inmemory.mutants;

import dev.taskport.domain.TaskId;
import dev.taskport.domain.Workspace;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.LeaseAnswer;
import dev.taskport.port.LogAppend;
import dev.taskport.port.LogLine;
import dev.taskport.port.TaskLog;
import java.util.List;

final class EpochDroppedFromLog extends Mutant {

    EpochDroppedFromLog(BackendOptions options) {
        super(options);
    }

    @Override
    String defect() {
        return "a log line is written by task, without its token";
    }

    @Override
    String rule() {
        return "G1";
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
