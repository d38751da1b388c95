package dev.taskport.heap;

import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.Lease;
import dev.taskport.domain.Moment;
import dev.taskport.domain.SettleAnswer;
import dev.taskport.domain.Settlement;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskLifecycle;
import dev.taskport.domain.WorkerId;
import dev.taskport.port.ClaimRequest;
import dev.taskport.port.Exchange;
import dev.taskport.port.LeaseAnswer;
import dev.taskport.port.ProgressReport;
import dev.taskport.port.Renewal;
import dev.taskport.port.RequestChecks;
import dev.taskport.port.TaskLeasing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class HeapTaskLeasing implements TaskLeasing {

    private final HeapStore store;
    private final TaskChanges changes;
    private final ClaimOrder order;

    HeapTaskLeasing(HeapStore store) {
        this.store = store;
        this.changes = new TaskChanges(store);
        this.order = new ClaimOrder(store);
    }

    @Override
    public List<ClaimedTask> claim(ClaimRequest request) {
        return store.write(() -> claim(request, store.moment()));
    }

    private List<ClaimedTask> claim(ClaimRequest request, Moment moment) {
        List<ClaimedTask> claimed = new ArrayList<>();
        for (Task task : order.next(request, moment)) {
            TaskLifecycle.claim(task, request.worker(), request.lease(), moment).ifPresent(leased -> {
                changes.save(leased, moment);
                claimed.add(ClaimedTask.of(leased));
            });
        }
        return List.copyOf(claimed);
    }

    @Override
    public List<Renewal> renew(List<Lease> leases, Duration duration) {
        RequestChecks.requireRenewals(leases, duration);
        return store.write(() -> {
            Moment moment = store.moment();
            List<Renewal> renewals = new ArrayList<>();
            leases.forEach(lease -> renewals.add(renew(lease, duration, moment)));
            return List.copyOf(renewals);
        });
    }

    private Renewal renew(Lease lease, Duration duration, Moment moment) {
        LeaseAnswer answer = whileHeld(lease, task -> TaskLifecycle.renew(task, lease, duration, moment), moment);
        return new Renewal(
                answer, answer == LeaseAnswer.APPLIED ? lease.until(moment.now().plus(duration)) : lease);
    }

    @Override
    public List<SettleAnswer> settle(List<Settlement> settlements) {
        RequestChecks.requireSettlements(settlements);
        return store.write(() -> settle(settlements, store.moment()));
    }

    private List<SettleAnswer> settle(List<Settlement> settlements, Moment moment) {
        List<SettleAnswer> answers = new ArrayList<>();
        settlements.forEach(settlement -> answers.add(settle(settlement, moment)));
        return List.copyOf(answers);
    }

    private SettleAnswer settle(Settlement settlement, Moment moment) {
        Optional<Task> found = store.tasks().find(settlement.lease().task());
        if (found.isEmpty()) {
            return SettleAnswer.NOT_FOUND;
        }
        TaskLifecycle.Settled settled = TaskLifecycle.settle(found.get(), settlement, moment);
        if (settled.answer() == SettleAnswer.APPLIED) {
            changes.save(settled.task(), moment);
        }
        return settled.answer();
    }

    @Override
    public Exchange exchange(List<Settlement> settlements, ClaimRequest request) {
        RequestChecks.requireSettlements(settlements);
        return store.write(() -> {
            Moment moment = store.moment();
            List<SettleAnswer> answers = settle(settlements, moment);
            return new Exchange(answers, claim(request, moment));
        });
    }

    @Override
    public List<LeaseAnswer> progress(List<ProgressReport> reports) {
        RequestChecks.requireReports(reports);
        return store.write(() -> {
            Moment moment = store.moment();
            List<LeaseAnswer> answers = new ArrayList<>();
            reports.forEach(report -> answers.add(progress(report, moment)));
            return List.copyOf(answers);
        });
    }

    private LeaseAnswer progress(ProgressReport report, Moment moment) {
        return whileHeld(
                report.lease(),
                task -> TaskLifecycle.progress(task, report.lease(), report.progress(), moment),
                moment);
    }

    @Override
    public List<ClaimedTask> held(WorkerId worker) {
        return store.read(() -> store.tasks().leases().heldBy(worker).stream()
                .map(ClaimedTask::of)
                .toList());
    }

    /** What the holder of a lease may do to its task. */
    private interface WhileHeld {
        Optional<Task> apply(Task task);
    }

    private LeaseAnswer whileHeld(Lease lease, WhileHeld event, Moment moment) {
        Optional<Task> found = store.tasks().find(lease.task());
        if (found.isEmpty()) {
            return LeaseAnswer.NOT_FOUND;
        }
        Optional<Task> changed = event.apply(found.get());
        changed.ifPresent(task -> changes.save(task, moment));
        return changed.isPresent() ? LeaseAnswer.APPLIED : LeaseAnswer.LEASE_LOST;
    }
}
