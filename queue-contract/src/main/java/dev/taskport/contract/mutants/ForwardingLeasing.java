package dev.taskport.contract.mutants;

import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.Lease;
import dev.taskport.domain.SettleAnswer;
import dev.taskport.domain.Settlement;
import dev.taskport.domain.WorkerId;
import dev.taskport.port.ClaimRequest;
import dev.taskport.port.Exchange;
import dev.taskport.port.LeaseAnswer;
import dev.taskport.port.ProgressReport;
import dev.taskport.port.Renewal;
import dev.taskport.port.TaskLeasing;
import java.time.Duration;
import java.util.List;

/** Hands everything on; a subclass breaks one thing. */
class ForwardingLeasing implements TaskLeasing {

    private final TaskLeasing real;

    ForwardingLeasing(TaskLeasing real) {
        this.real = real;
    }

    @Override
    public List<ClaimedTask> claim(ClaimRequest request) {
        return real.claim(request);
    }

    @Override
    public List<Renewal> renew(List<Lease> leases, Duration duration) {
        return real.renew(leases, duration);
    }

    @Override
    public List<SettleAnswer> settle(List<Settlement> settlements) {
        return real.settle(settlements);
    }

    @Override
    public Exchange exchange(List<Settlement> settlements, ClaimRequest request) {
        return real.exchange(settlements, request);
    }

    @Override
    public List<LeaseAnswer> progress(List<ProgressReport> reports) {
        return real.progress(reports);
    }

    @Override
    public List<ClaimedTask> held(WorkerId worker) {
        return real.held(worker);
    }
}
