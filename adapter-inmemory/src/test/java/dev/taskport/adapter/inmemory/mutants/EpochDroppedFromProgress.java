package dev.taskport.adapter.inmemory.mutants;

import dev.taskport.port.BackendOptions;
import dev.taskport.port.LeaseAnswer;
import dev.taskport.port.ProgressReport;
import dev.taskport.port.TaskLeasing;
import java.util.List;

final class EpochDroppedFromProgress extends Mutant {

    EpochDroppedFromProgress(BackendOptions options) {
        super(options);
    }

    @Override
    String defect() {
        return "progress is written by task, without its token";
    }

    @Override
    String rule() {
        return "L2";
    }

    @Override
    public TaskLeasing leasing() {
        return new ForwardingLeasing(super.leasing()) {
            @Override
            public List<LeaseAnswer> progress(List<ProgressReport> reports) {
                return super.progress(reports.stream()
                        .map(report -> new ProgressReport(present(report.lease()), report.progress()))
                        .toList());
            }
        };
    }
}
