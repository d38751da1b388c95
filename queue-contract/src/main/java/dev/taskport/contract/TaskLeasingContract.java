package dev.taskport.contract;

import static dev.taskport.contract.Bench.by;
import static dev.taskport.contract.Bench.completed;
import static dev.taskport.contract.Bench.failed;
import static dev.taskport.contract.Bench.ids;
import static dev.taskport.contract.Bench.offering;
import static dev.taskport.contract.Bench.request;
import static dev.taskport.contract.Bench.types;
import static dev.taskport.contract.Bench.work;
import static dev.taskport.contract.Bench.worker;
import static dev.taskport.contract.Errors.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.domain.Capabilities;
import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.LastSettlement;
import dev.taskport.domain.Lease;
import dev.taskport.domain.Outcome;
import dev.taskport.domain.Progress;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.SettleAnswer;
import dev.taskport.domain.Settlement;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.Workspace;
import dev.taskport.port.LeaseAnswer;
import dev.taskport.port.Pause;
import dev.taskport.port.Renewal;
import dev.taskport.port.TaskLeasing;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What {@link TaskLeasing} promises about claims and leases; {@link ExchangeContract} has the rest. */
public interface TaskLeasingContract extends BackendContract {

    @Test
    default void L1_a_claim_leases_exactly_the_tasks_it_answers(Bench bench) {
        List<TaskId> tasks = bench.enqueue(5, Bench::work);

        List<ClaimedTask> claimed = bench.claim(2);

        assertThat(ids(claimed)).isEqualTo(tasks.subList(0, 2));
        for (ClaimedTask each : claimed) {
            Task stored = bench.find(each.task().id());
            assertThat(each.task()).isEqualTo(stored);
            assertThat(each.lease()).isEqualTo(stored.lease());
            assertThat(stored.status()).isEqualTo(TaskStatus.LEASED);
            assertThat(stored.state().leasedBy()).isEqualTo(worker(1));
            assertThat(stored.state().leasedUntil())
                    .isEqualTo(bench.clock().instant().plus(Lease.DEFAULT));
        }
        for (TaskId rest : tasks.subList(2, 5)) {
            assertThat(bench.find(rest).status()).isEqualTo(TaskStatus.QUEUED);
        }
    }

    @Test
    default void L1_a_leased_task_is_not_handed_out_again(Bench bench) {
        bench.running();

        assertThat(bench.leasing().claim(by(worker(2), request(10)))).isEmpty();
        bench.advance(Lease.DEFAULT.plusSeconds(1));
        assertThat(bench.leasing().claim(by(worker(2), request(10))))
                .as("a lease past its deadline, which nobody has reclaimed")
                .isEmpty();
    }

    @Test
    default void L1_P4_what_a_worker_holds_can_be_asked(Bench bench) {
        bench.enqueue(3, Bench::work);
        List<ClaimedTask> first = bench.claim(2);
        List<ClaimedTask> other = bench.leasing().claim(by(worker(2), request(1)));

        assertThat(bench.leasing().held(worker(1))).isEqualTo(first);
        assertThat(bench.leasing().held(worker(2))).isEqualTo(other);
        assertThat(bench.leasing().held(worker(3))).isEmpty();

        bench.end(first.get(0), completed());
        assertThat(ids(bench.leasing().held(worker(1))))
                .containsExactly(first.get(1).task().id());
    }

    @Test
    default void L2_a_settle_under_the_lease_takes_effect(Bench bench) {
        ClaimedTask claimed = bench.running();
        bench.advanceSeconds(3);

        assertThat(bench.settle(claimed.lease(), completed("{\"sum\":42}"))).isEqualTo(SettleAnswer.APPLIED);

        Task done = bench.find(claimed.task().id());
        assertThat(done.status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(done.state().result()).isEqualTo(JsonText.of("{\"sum\":42}"));
        assertThat(done.state().finishedAt()).isEqualTo(bench.clock().instant());
        assertThat(done.state().leasedBy()).isNull();
        assertThat(done.state().leasedUntil()).isNull();
        assertThat(done.state().lastSettlement())
                .isEqualTo(new LastSettlement(
                        claimed.lease().epoch(), claimed.lease().generation(), Outcome.Kind.COMPLETE));
    }

    @Test
    default void L2_a_failed_attempt_is_tried_again_after_its_delay(Bench bench) {
        ClaimedTask claimed = bench.running();
        bench.advanceSeconds(2);
        bench.end(claimed, new Outcome.Retry("no route", Duration.ofSeconds(10)));

        Task failed = bench.find(claimed.task().id());
        assertThat(failed.status()).isEqualTo(TaskStatus.QUEUED);
        assertThat(failed.state().failures()).singleElement().satisfies(failure -> {
            assertThat(failure.error()).isEqualTo("no route");
            assertThat(failure.attempt()).isEqualTo(1);
            assertThat(failure.worker()).isEqualTo(worker(1));
            assertThat(failure.took()).isEqualTo(Duration.ofSeconds(2));
        });
        bench.advance(Duration.ofSeconds(10).minusNanos(1000));
        assertThat(bench.claim(1)).isEmpty();
        bench.advance(Duration.ofNanos(1000));
        assertThat(bench.claim().task().state().attempt()).isEqualTo(2);
    }

    @Test
    default void L2_the_last_failed_attempt_leaves_the_task_dead(Bench bench) {
        TaskId id = bench.enqueue(work().maxAttempts(2));
        bench.end(bench.claim(), failed());
        bench.end(bench.claim(), failed());

        assertThat(bench.find(id).status()).isEqualTo(TaskStatus.DEAD);
        assertThat(bench.find(id).state().failures()).hasSize(2);
        assertThat(bench.claim(1)).isEmpty();
    }

    @Test
    default void L2_a_buried_task_is_dead_at_once(Bench bench) {
        TaskId id = bench.ended(new Outcome.Bury("hopeless"));

        assertThat(bench.find(id).status()).isEqualTo(TaskStatus.DEAD);
        assertThat(bench.find(id).state().finishedAt()).isEqualTo(bench.clock().instant());
    }

    @Test
    default void L2_a_snoozed_or_released_attempt_does_not_count(Bench bench) {
        TaskId id = bench.enqueue(work().maxAttempts(1));
        bench.end(bench.claim(), new Outcome.Snooze(Duration.ofSeconds(5)));
        assertThat(bench.claim(1)).isEmpty();
        bench.advanceSeconds(5);
        bench.end(bench.claim(), new Outcome.Release());

        assertThat(bench.find(id).state().attempt()).isZero();
        assertThat(bench.claim().task().state().attempt()).isEqualTo(1);
    }

    @Test
    default void L2_a_late_settle_answers_lease_lost_and_changes_nothing(Bench bench) {
        ClaimedTask late = bench.running();
        bench.advance(Lease.DEFAULT.plusSeconds(1));
        bench.housekeeping().reclaimExpired(10);
        Leases.assertPowerless(bench, late.lease());

        bench.advanceSeconds(10);
        ClaimedTask next = bench.leasing().claim(by(worker(2), request(1))).get(0);
        Leases.assertPowerless(bench, late.lease());
        assertThat(bench.settle(next.lease(), completed())).isEqualTo(SettleAnswer.APPLIED);
        Leases.assertPowerless(bench, late.lease());
    }

    @Test
    default void L2_another_epoch_or_generation_has_no_power(Bench bench) {
        Lease lease = bench.running().lease();

        Leases.assertPowerless(bench, Leases.withEpoch(lease, lease.epoch() + 1));
        Leases.assertPowerless(bench, Leases.withEpoch(lease, lease.epoch() - 1));
        Leases.assertPowerless(bench, Leases.withGeneration(lease, lease.generation() + 1));
        Leases.assertPowerless(bench, Leases.withGeneration(lease, lease.generation() - 1));
    }

    @Test
    default void L2_the_workers_name_is_no_fence(Bench bench) {
        ClaimedTask first = bench.running();
        bench.end(first, new Outcome.Release());
        ClaimedTask second = bench.claim();

        assertThat(second.task().state().leasedBy())
                .isEqualTo(first.task().state().leasedBy());
        for (Outcome outcome : List.of(completed(), failed(), new Outcome.Bury("no"))) {
            assertThat(bench.settle(first.lease(), outcome)).isEqualTo(SettleAnswer.LEASE_LOST);
        }
        assertThat(bench.find(second.task().id())).isEqualTo(second.task());
    }

    @Test
    default void L2_P4_one_call_answers_each_request_for_itself(Bench bench) {
        bench.enqueue(3, Bench::work);
        List<ClaimedTask> claimed = bench.claim(3);
        Lease stale = Leases.withEpoch(claimed.get(1).lease(), 99);
        Lease unknown = new Lease(bench.newId(), 1, stale.generation(), stale.until());

        List<Renewal> renewals = bench.leasing()
                .renew(
                        List.of(
                                claimed.get(0).lease(),
                                stale,
                                unknown,
                                claimed.get(2).lease()),
                        Duration.ofMinutes(2));
        Instant until = bench.clock().instant().plus(Duration.ofMinutes(2));
        assertThat(renewals)
                .containsExactly(
                        new Renewal(LeaseAnswer.APPLIED, claimed.get(0).lease().until(until)),
                        new Renewal(LeaseAnswer.LEASE_LOST, stale),
                        new Renewal(LeaseAnswer.NOT_FOUND, unknown),
                        new Renewal(LeaseAnswer.APPLIED, claimed.get(2).lease().until(until)));
        assertThat(bench.leasing()
                        .settle(List.of(
                                new Settlement(claimed.get(2).lease(), completed()),
                                new Settlement(unknown, completed()),
                                new Settlement(stale, completed()),
                                new Settlement(claimed.get(0).lease(), failed()))))
                .containsExactly(
                        SettleAnswer.APPLIED, SettleAnswer.NOT_FOUND, SettleAnswer.LEASE_LOST, SettleAnswer.APPLIED);
        assertThat(bench.find(claimed.get(1).task().id()))
                .isEqualTo(claimed.get(1).task());
    }

    @Test
    default void L2_a_renewal_moves_the_deadline(Bench bench) {
        ClaimedTask claimed = bench.running();
        bench.advanceSeconds(20);
        Renewal renewal = bench.leasing()
                .renew(List.of(claimed.lease()), Duration.ofSeconds(30))
                .get(0);

        assertThat(renewal.lease().until())
                .isEqualTo(bench.clock().instant().plus(Duration.ofSeconds(30)))
                .isEqualTo(bench.find(claimed.task().id()).state().leasedUntil());
        bench.advanceSeconds(29);
        assertThat(bench.housekeeping().reclaimExpired(10)).isEmpty();
        assertThat(bench.settle(claimed.lease(), completed()))
                .as("the token is epoch and generation, the deadline is not part of it")
                .isEqualTo(SettleAnswer.APPLIED);
    }

    @Test
    default void L2_progress_is_kept_while_the_task_runs(Bench bench) {
        ClaimedTask claimed = bench.running();

        assertThat(Leases.progress(bench, claimed.lease(), 40)).isEqualTo(LeaseAnswer.APPLIED);
        assertThat(bench.find(claimed.task().id()).state().progress()).isEqualTo(new Progress(40, "half way"));
    }

    @Test
    default void L2_every_change_has_a_newer_stamp(Bench bench) {
        TaskId id = bench.enqueue(work());
        Task before = bench.find(id);
        ClaimedTask claimed = bench.claim();
        assertThat(claimed.task().stamp()).isGreaterThan(before.stamp());
        Leases.renew(bench, claimed.lease());
        Task renewed = bench.find(id);
        assertThat(renewed.stamp()).isGreaterThan(claimed.task().stamp());
        Leases.progress(bench, claimed.lease(), 1);
        Task progressed = bench.find(id);
        assertThat(progressed.stamp()).isGreaterThan(renewed.stamp());
        bench.end(claimed, completed());
        assertThat(bench.find(id).stamp()).isGreaterThan(progressed.stamp());
    }

    @Test
    default void L2_a_lease_shorter_or_longer_than_allowed_is_refused(Bench bench) {
        Lease lease = bench.running().lease();

        assertError(ErrorCode.INVALID_REQUEST, () -> bench.leasing().renew(List.of(lease), Duration.ofSeconds(4)));
        assertError(ErrorCode.INVALID_REQUEST, () -> bench.leasing().renew(List.of(lease), Duration.ofDays(2)));
    }

    @Test
    default void L2_more_settlements_than_a_batch_may_have_are_refused(Bench bench) {
        ClaimedTask claimed = bench.running();
        List<Settlement> tooMany =
                Collections.nCopies(TaskLeasing.BATCH_MAX + 1, new Settlement(claimed.lease(), completed()));

        assertError(ErrorCode.LIMIT_EXCEEDED, () -> bench.leasing().settle(tooMany));
        assertThat(bench.find(claimed.task().id())).isEqualTo(claimed.task());
    }

    @Test
    default void L3_the_epoch_grows_at_every_claim_and_is_never_reset(Bench bench) {
        TaskId id = bench.enqueue(work().maxAttempts(2));
        long epoch = 0;
        for (Outcome outcome : List.of(new Outcome.Release(), new Outcome.Snooze(Duration.ZERO), failed(), failed())) {
            ClaimedTask claimed = bench.claim();
            assertThat(claimed.lease().epoch()).isEqualTo(++epoch);
            bench.end(claimed, outcome);
            assertThat(bench.find(id).state().leaseEpoch()).isEqualTo(epoch);
        }
        bench.control().replay(Workspace.DEFAULT, List.of(id));
        ClaimedTask replayed = bench.claim();
        assertThat(replayed.lease().epoch()).isEqualTo(++epoch);
        bench.advance(Lease.DEFAULT.plusSeconds(1));
        bench.housekeeping().reclaimExpired(1);
        bench.advanceSeconds(5);
        assertThat(bench.claim().lease().epoch()).isEqualTo(++epoch);
    }

    @Test
    default void L3_the_lease_carries_the_stores_generation(Bench bench) {
        assertThat(bench.running().lease().generation())
                .isEqualTo(bench.backend().identity().generation());
    }

    @Test
    default void L4_a_repeated_settlement_answers_already_applied(Bench bench) {
        for (Outcome outcome : Leases.OUTCOMES) {
            ClaimedTask claimed = bench.running();
            bench.end(claimed, outcome);
            Task after = bench.find(claimed.task().id());

            bench.advanceSeconds(1);
            assertThat(bench.settle(claimed.lease(), outcome))
                    .as("repeat of %s", outcome.kind())
                    .isEqualTo(SettleAnswer.ALREADY_APPLIED);
            assertThat(bench.find(claimed.task().id())).isEqualTo(after);
            bench.control().cancel(Workspace.DEFAULT, List.of(claimed.task().id()));
        }
    }

    @Test
    default void L4_another_outcome_under_a_settled_lease_is_lost(Bench bench) {
        ClaimedTask claimed = bench.running();
        bench.end(claimed, completed());

        assertThat(bench.settle(claimed.lease(), failed())).isEqualTo(SettleAnswer.LEASE_LOST);
        assertThat(bench.find(claimed.task().id()).status()).isEqualTo(TaskStatus.COMPLETED);
    }

    @Test
    default void L4_a_repeat_is_recognised_while_the_next_attempt_runs(Bench bench) {
        ClaimedTask first = bench.running();
        bench.end(first, failed());
        ClaimedTask second = bench.claim();

        assertThat(bench.settle(first.lease(), failed())).isEqualTo(SettleAnswer.ALREADY_APPLIED);
        assertThat(bench.find(second.task().id())).isEqualTo(second.task());
    }

    @Test
    default void L4_the_same_settlement_twice_in_a_call_counts_once(Bench bench) {
        ClaimedTask claimed = bench.running();
        Settlement settlement = new Settlement(claimed.lease(), failed());

        assertThat(bench.leasing().settle(List.of(settlement, settlement)))
                .containsExactly(SettleAnswer.APPLIED, SettleAnswer.ALREADY_APPLIED);
        assertThat(bench.find(claimed.task().id()).state().failures()).hasSize(1);
    }

    @Test
    default void L5_a_lease_past_its_deadline_still_counts(Bench bench) {
        ClaimedTask claimed = bench.running();
        bench.advance(Lease.DEFAULT.plusSeconds(60));

        assertThat(Leases.progress(bench, claimed.lease(), 99)).isEqualTo(LeaseAnswer.APPLIED);
        assertThat(Leases.renew(bench, claimed.lease())).isEqualTo(LeaseAnswer.APPLIED);
        bench.advance(Duration.ofMinutes(5));
        assertThat(bench.settle(claimed.lease(), completed())).isEqualTo(SettleAnswer.APPLIED);
    }

    @Test
    default void L6_the_attempt_is_counted_at_the_claim(Bench bench) {
        ClaimedTask claimed = bench.running();

        assertThat(claimed.task().state().attempt()).isEqualTo(1);
        assertThat(bench.find(claimed.task().id()).state().attempt()).isEqualTo(1);
        assertThat(claimed.task().state().startedAt()).isEqualTo(bench.clock().instant());
    }

    @Test
    default void L6_H2_a_worker_that_dies_has_used_up_its_attempt(Bench bench) {
        TaskId id = bench.enqueue(work().maxAttempts(2));
        for (int attempt = 1; attempt <= 2; attempt++) {
            assertThat(bench.claim().task().state().attempt()).isEqualTo(attempt);
            bench.advance(Lease.DEFAULT.plusSeconds(1));
            bench.housekeeping().reclaimExpired(10);
            assertThat(bench.find(id).state().attempt()).isEqualTo(attempt);
            bench.advanceSeconds(5);
        }
        assertThat(bench.find(id).status()).isEqualTo(TaskStatus.DEAD);
    }

    @Test
    default void L7_only_named_types_are_taken(Bench bench) {
        TaskId work = bench.enqueue(work());
        TaskId mail = bench.enqueue(TaskDraft.of("mail"));
        bench.enqueue(TaskDraft.of("unknown"));

        assertThat(bench.leasing().claim(Bench.of(types(), request(10)))).isEmpty();
        assertThat(ids(bench.leasing().claim(Bench.of(types("mail", "work"), request(10)))))
                .containsExactly(work, mail);
    }

    @Test
    default void L7_only_the_workspace_asked_for_is_touched(Bench bench) {
        Workspace elsewhere = TaskIntakeContract.ELSEWHERE;
        TaskId there = bench.enqueue(work().workspace(elsewhere));

        assertThat(bench.claim(10)).isEmpty();
        assertThat(ids(bench.leasing().claim(Bench.in(elsewhere, request(10))))).containsExactly(there);
    }

    @Test
    default void L7_a_worker_must_offer_all_that_is_required(Bench bench) {
        TaskId plain = bench.enqueue(work());
        TaskId europe = bench.enqueue(work().require("region", "eu"));
        TaskId both = bench.enqueue(work().require("region", "eu").require("source", "Sources.A"));
        bench.enqueue(work().require("source", "Sources"));

        assertThat(bench.inspection().preview(request(10)).tasks())
                .extracting(Task::id)
                .containsExactly(plain);
        Capabilities region = Capabilities.NONE.and("region", "eu");
        assertThat(ids(bench.leasing().claim(offering(region, request(10))))).containsExactly(plain, europe);
        Capabilities sources = region.and("source", "Sources.*");
        assertThat(ids(bench.leasing().claim(offering(sources, request(10))))).containsExactly(both);
    }

    @Test
    default void L7_a_task_is_due_to_the_microsecond(Bench bench) {
        TaskId id = bench.enqueue(work().delay(Duration.ofSeconds(1)));
        bench.advance(Duration.ofSeconds(1).minusNanos(1000));
        assertThat(bench.claim(1)).isEmpty();
        bench.advance(Duration.ofNanos(1000));
        assertThat(bench.claim().task().id()).isEqualTo(id);
    }

    @Test
    default void L7_a_clock_that_is_set_back_makes_nothing_due(Bench bench) {
        TaskId id = bench.enqueue(work().delay(Duration.ofMinutes(1)));
        TaskId second = bench.enqueue(work().delay(Duration.ofMinutes(1)));
        bench.advance(Duration.ofMinutes(1));
        assertThat(bench.claim().task().id()).isEqualTo(id);

        bench.advance(Duration.ofSeconds(-30));
        assertThat(bench.claim(10)).as("not due yet on the clock as it is now").isEmpty();
        bench.advance(Duration.ofSeconds(30));
        assertThat(bench.claim().task().id()).isEqualTo(second);
    }

    @Test
    default void L7_many_tasks_that_fall_due_at_once_are_all_taken_in_the_end(Bench bench) {
        bench.enqueue(2_500, () -> work().delay(Duration.ofMinutes(1)));
        bench.advance(Duration.ofMinutes(1));

        int taken = 0;
        for (List<ClaimedTask> claimed = bench.claim(1000); !claimed.isEmpty(); claimed = bench.claim(1000)) {
            taken += claimed.size();
        }
        assertThat(taken).isEqualTo(2_500);
    }

    @Test
    default void L7_C5_what_a_pause_covers_is_not_handed_out(Bench bench) {
        TaskId work = bench.enqueue(work());
        TaskId mail = bench.enqueue(TaskDraft.of("mail"));
        Set<TaskType> both = types("mail", "work");
        Pause ofMail = Pause.type(Pause.Gate.CLAIMS, Workspace.DEFAULT, new TaskType("mail"));
        Pause ofStore = Pause.store(Pause.Gate.CLAIMS);

        bench.control().pause(ofStore);
        assertThat(bench.leasing().claim(Bench.of(both, request(10)))).isEmpty();
        bench.control().pause(ofMail);
        bench.control().resume(ofStore);
        assertThat(ids(bench.leasing().claim(Bench.of(both, request(10))))).containsExactly(work);
        bench.control().resume(ofMail);
        assertThat(ids(bench.leasing().claim(Bench.of(both, request(10))))).containsExactly(mail);
    }

    @Test
    default void L7_a_pause_of_claims_stops_neither_renewal_nor_settlement(Bench bench) {
        ClaimedTask claimed = bench.running();
        bench.control().pause(Pause.store(Pause.Gate.CLAIMS));

        assertThat(Leases.renew(bench, claimed.lease())).isEqualTo(LeaseAnswer.APPLIED);
        assertThat(bench.settle(claimed.lease(), completed())).isEqualTo(SettleAnswer.APPLIED);
    }

    @Test
    default void L11_an_order_that_is_not_kept_is_not_ready(Bench bench) {
        Bench fifoOnly = bench.another(options -> options.strategies(Set.of(SchedulingStrategy.FIFO)));
        fifoOnly.enqueue(work());

        assertThat(fifoOnly.backend().profile().strategies()).containsExactly(SchedulingStrategy.FIFO);
        assertError(ErrorCode.STRATEGY_NOT_READY, () -> fifoOnly.claim(1, SchedulingStrategy.WEIGHTED_RANDOM));
        assertError(ErrorCode.STRATEGY_NOT_READY, () -> fifoOnly.claim(1, SchedulingStrategy.PRIORITY));
        assertThat(fifoOnly.claim(1)).hasSize(1);
    }
}
