package dev.taskport.contract.mutants;

import dev.taskport.port.LeaseAnswer;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.ProgressReport;
import dev.taskport.port.TaskLeasing;
import java.util.List;

final class EpochDroppedFromProgress extends Mutant {

    EpochDroppedFromProgress(PersistenceBackend sound) {
        super(sound);
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
