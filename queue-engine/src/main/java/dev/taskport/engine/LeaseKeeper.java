package dev.taskport.engine;

import dev.taskport.domain.Lease;
import dev.taskport.domain.WorkerId;
import dev.taskport.port.LeaseAnswer;
import dev.taskport.port.Renewal;
import dev.taskport.port.TaskLeasing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps leases alive, and stops handlers that have lost theirs.
 *
 * <p>{@link #renew()} extends leases of which a third is used up; an answer that a lease is lost interrupts its handler.
 * {@link #guard()} interrupts handlers whose lease could not be renewed until a margin before its end. The two run on
 * different threads, because a renewal may hang exactly when the guard is needed. Deadlines are judged by the monotonic
 * clock alone: hosts never compare their wall clocks.
 */
final class LeaseKeeper {

    private static final Logger log = LoggerFactory.getLogger(LeaseKeeper.class);
    private static final Duration MARGIN_MIN = Duration.ofSeconds(1);
    /** How fast the memory of a slow renewal fades, per renewal. */
    private static final double FADING = 0.98;

    private final Engine engine;
    private final Attempts attempts;
    private final WorkerId worker;
    private final Duration lease;
    private final TaskListener listener;
    private volatile long slowestRenewal;

    LeaseKeeper(Engine engine, Attempts attempts, WorkerSettings settings, TaskListener listener) {
        this.engine = engine;
        this.attempts = attempts;
        this.worker = settings.id();
        this.lease = settings.lease();
        this.listener = listener;
    }

    /** How long to wait between two looks: a twelfth of the lease, spread so that workers do not renew in step. */
    Duration pause() {
        return Duration.ofNanos(
                (long) (lease.toNanos() / 12.0 * (0.8 + 0.4 * engine.random().nextDouble())));
    }

    /** Renews if a third of any lease is used up; then also those that would be due soon. */
    void renew() {
        long now = engine.ticker().nanos();
        long third = lease.toNanos() / 3;
        if (attempts.all().stream().noneMatch(attempt -> used(attempt, now) >= third)) {
            return;
        }
        List<Attempt> due = new ArrayList<>();
        for (Attempt attempt : attempts.all()) {
            if (due.size() < TaskLeasing.BATCH_MAX && used(attempt, now) >= third / 2) {
                due.add(attempt);
            }
        }
        renew(due, now);
    }

    /** How much of its lease is used up; what has ended needs no lease any more but the one under which it is settled. */
    private long used(Attempt attempt, long now) {
        return attempt.settles() && !attempt.ended() ? lease.toNanos() - attempt.left(now) : -1;
    }

    private void renew(List<Attempt> due, long asked) {
        List<Lease> leases = due.stream().map(Attempt::lease).toList();
        List<Renewal> renewals = engine.backend().leasing().renew(leases, lease);
        slowestRenewal = Math.max(engine.ticker().nanos() - asked, (long) (slowestRenewal * FADING));
        for (int i = 0; i < due.size(); i++) {
            answered(due.get(i), renewals.get(i), asked);
        }
    }

    private void answered(Attempt attempt, Renewal renewal, long asked) {
        if (renewal.answer() == LeaseAnswer.APPLIED) {
            attempt.renewed(renewal.lease(), asked);
        } else {
            lost(attempt);
        }
    }

    /** The task is not ours any more. */
    void lost(Attempt attempt) {
        if (attempt.stop(Attempt.Stop.LEASE_LOST)) {
            log.warn(
                    "Worker {} lost task {} of type {}: it was cancelled, or its lease ran out and somebody else has it. Its handler is interrupted.",
                    worker,
                    attempt.task().id(),
                    attempt.task().type());
            listener.on(Happenings.of(TaskHappening.Kind.LEASE_LOST, attempt, worker, null));
        }
    }

    /** Stops handlers whose lease runs out within the margin. */
    void guard() {
        long now = engine.ticker().nanos();
        long margin = margin().toNanos();
        for (Attempt attempt : attempts.all()) {
            if (attempt.left(now) <= margin && attempt.stop(Attempt.Stop.LEASE_AT_RISK)) {
                log.warn(
                        "Worker {} stops task {} of type {}: its lease could not be renewed in time, and somebody else may take it.",
                        worker,
                        attempt.task().id(),
                        attempt.task().type());
            }
        }
    }

    /** How long before its end a lease counts as lost: time enough to stop, and longer where renewing is slow. */
    Duration margin() {
        long margin = Math.max(MARGIN_MIN.toNanos(), Math.max(lease.toNanos() / 10, 3 * slowestRenewal));
        return Duration.ofNanos(Math.min(margin, lease.toNanos() / 2));
    }
}
