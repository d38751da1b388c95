package dev.taskport.adapter.sqlite;

import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.Lease;
import dev.taskport.domain.SettleAnswer;
import dev.taskport.domain.Settlement;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

final class SqliteTaskLeasing implements TaskLeasing {

    /** So often a claim puts tasks apart again and looks for others, so that it stays short. */
    private static final int DEMOTIONS_MAX = 100;

    private final SqliteStore store;

    SqliteTaskLeasing(SqliteStore store) {
        this.store = store;
    }

    @Override
    public List<ClaimedTask> claim(ClaimRequest request) {
        return store.write(transaction -> claim(request, transaction));
    }

    private List<ClaimedTask> claim(ClaimRequest request, SqliteTransaction transaction) {
        TaskChanges changes = transaction.changes();
        ClaimOrder order = new ClaimOrder(transaction);
        List<Long> lanes = order.lanes(request);
        if (lanes.isEmpty()) {
            return List.of();
        }
        List<Task> next = next(order, lanes, request, changes);
        return claim(next, request, changes);
    }

    /** Where the clock was set back, tasks may be among the first whose time has not come after all: they wait again. */
    private static List<Task> next(ClaimOrder order, List<Long> lanes, ClaimRequest request, TaskChanges changes) {
        Instant now = changes.moment().now();
        for (int tries = 0; ; tries++) {
            List<Task> next = changes.loadReady(order.next(lanes, request, now));
            List<Task> early = next.stream().filter(task -> !task.due(now)).toList();
            if (early.isEmpty() || tries == DEMOTIONS_MAX) {
                return next;
            }
            changes.demote(early);
        }
    }

    private static List<ClaimedTask> claim(List<Task> tasks, ClaimRequest request, TaskChanges changes) {
        List<ClaimedTask> claimed = new ArrayList<>();
        for (Task task : tasks) {
            TaskLifecycle.claim(task, request.worker(), request.lease(), changes.moment())
                    .ifPresent(leased -> {
                        changes.save(leased);
                        claimed.add(ClaimedTask.of(leased));
                    });
        }
        changes.write();
        return List.copyOf(claimed);
    }

    @Override
    public List<Renewal> renew(List<Lease> leases, Duration duration) {
        RequestChecks.requireRenewals(leases, duration);
        return eachTask(leases, Lease::task, (lease, changes) -> renew(lease, duration, changes));
    }

    private static Renewal renew(Lease lease, Duration duration, TaskChanges changes) {
        LeaseAnswer answer =
                whileHeld(lease, changes, task -> TaskLifecycle.renew(task, lease, duration, changes.moment()));
        return new Renewal(
                answer,
                answer == LeaseAnswer.APPLIED
                        ? lease.until(changes.moment().now().plus(duration))
                        : lease);
    }

    @Override
    public List<SettleAnswer> settle(List<Settlement> settlements) {
        RequestChecks.requireSettlements(settlements);
        return store.write(transaction -> settle(settlements, transaction));
    }

    private static List<SettleAnswer> settle(List<Settlement> settlements, SqliteTransaction transaction) {
        TaskChanges changes = transaction.changes();
        changes.load(settlements.stream().map(each -> each.lease().task()).toList());
        List<SettleAnswer> answers = new ArrayList<>();
        settlements.forEach(settlement -> answers.add(settle(settlement, changes)));
        changes.write();
        return List.copyOf(answers);
    }

    private static SettleAnswer settle(Settlement settlement, TaskChanges changes) {
        Optional<Task> found = changes.loaded(settlement.lease().task());
        if (found.isEmpty()) {
            return SettleAnswer.NOT_FOUND;
        }
        TaskLifecycle.Settled settled = TaskLifecycle.settle(found.get(), settlement, changes.moment());
        if (settled.answer() == SettleAnswer.APPLIED) {
            changes.save(settled.task());
        }
        return settled.answer();
    }

    @Override
    public Exchange exchange(List<Settlement> settlements, ClaimRequest request) {
        RequestChecks.requireSettlements(settlements);
        return store.write(transaction -> {
            List<SettleAnswer> answers = settle(settlements, transaction);
            return new Exchange(answers, claim(request, transaction));
        });
    }

    @Override
    public List<LeaseAnswer> progress(List<ProgressReport> reports) {
        RequestChecks.requireReports(reports);
        return eachTask(reports, report -> report.lease().task(), SqliteTaskLeasing::progress);
    }

    private static LeaseAnswer progress(ProgressReport report, TaskChanges changes) {
        return whileHeld(
                report.lease(),
                changes,
                task -> TaskLifecycle.progress(task, report.lease(), report.progress(), changes.moment()));
    }

    @Override
    public List<ClaimedTask> held(WorkerId worker) {
        return store.read(session -> session.reading().load(session.leasing().held(worker)).stream()
                .map(held -> ClaimedTask.of(held.task()))
                .toList());
    }

    /** What is done for one request of several. */
    private interface Step<Q, A> {
        A apply(Q request, TaskChanges changes);
    }

    private <Q, A> List<A> eachTask(List<Q> requests, Function<Q, TaskId> taskOf, Step<Q, A> step) {
        return store.write(transaction -> {
            TaskChanges changes = transaction.changes();
            changes.load(requests.stream().map(taskOf).toList());
            List<A> answers = new ArrayList<>();
            requests.forEach(request -> answers.add(step.apply(request, changes)));
            changes.write();
            return List.copyOf(answers);
        });
    }

    private static LeaseAnswer whileHeld(Lease lease, TaskChanges changes, Function<Task, Optional<Task>> event) {
        Optional<Task> found = changes.loaded(lease.task());
        if (found.isEmpty()) {
            return LeaseAnswer.NOT_FOUND;
        }
        Optional<Task> changed = event.apply(found.get());
        changed.ifPresent(changes::save);
        return changed.isPresent() ? LeaseAnswer.APPLIED : LeaseAnswer.LEASE_LOST;
    }
}
