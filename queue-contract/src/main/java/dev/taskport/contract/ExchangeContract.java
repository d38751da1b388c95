package dev.taskport.contract;

import static dev.taskport.contract.Bench.completed;
import static dev.taskport.contract.Bench.failed;
import static dev.taskport.contract.Bench.ids;
import static dev.taskport.contract.Bench.request;
import static dev.taskport.contract.Bench.work;
import static dev.taskport.contract.Errors.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.Dependency;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.Lease;
import dev.taskport.domain.NewTask;
import dev.taskport.domain.OnDependencyFailure;
import dev.taskport.domain.Outcome;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.SettleAnswer;
import dev.taskport.domain.Settlement;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.Workspace;
import dev.taskport.port.Exchange;
import dev.taskport.port.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What {@link dev.taskport.port.TaskLeasing} promises about the end of attempts: what it frees, and what follows it. */
public interface ExchangeContract extends BackendContract {

    @Test
    default void L9_the_last_completed_dependency_unblocks(Bench bench) {
        List<TaskId> on = bench.enqueue(2, Bench::work);
        TaskId dependant = bench.enqueue(work().dependsOn(on));
        List<ClaimedTask> claimed = bench.claim(2);

        bench.end(claimed.get(1), completed());
        assertThat(bench.find(dependant).status()).isEqualTo(TaskStatus.BLOCKED);
        assertThat(bench.find(dependant).state().dependencies())
                .containsExactly(Dependency.open(on.get(0)), new Dependency(on.get(1), true));
        bench.end(claimed.get(0), completed());
        assertThat(bench.find(dependant).status()).isEqualTo(TaskStatus.QUEUED);
        assertThat(bench.claim().task().id()).isEqualTo(dependant);
    }

    @Test
    default void L9_two_dependencies_that_complete_in_one_call_unblock(Bench bench) {
        List<TaskId> on = bench.enqueue(2, Bench::work);
        TaskId dependant = bench.enqueue(work().dependsOn(on));
        List<Settlement> settlements = bench.claim(2).stream()
                .map(claimed -> new Settlement(claimed.lease(), completed()))
                .toList();

        assertThat(bench.leasing().settle(settlements)).containsOnly(SettleAnswer.APPLIED);
        assertThat(bench.find(dependant).status()).isEqualTo(TaskStatus.QUEUED);
        assertThat(bench.find(dependant).state().openDependencies()).isZero();
        assertThat(bench.housekeeping().sweepDependencies(100)).isZero();
    }

    @Test
    default void L9_a_held_dependant_is_satisfied_but_stays_held(Bench bench) {
        TaskId on = bench.enqueue(work());
        TaskId dependant = bench.enqueue(work().dependsOn(on).held());
        bench.end(bench.claim(), completed());

        assertThat(bench.find(dependant).status()).isEqualTo(TaskStatus.HELD);
        bench.control().unhold(Workspace.DEFAULT, List.of(dependant));
        assertThat(bench.claim().task().id()).isEqualTo(dependant);
    }

    @Test
    default void L9_a_dependant_that_is_not_due_waits_for_its_time(Bench bench) {
        TaskId on = bench.enqueue(work());
        TaskId dependant = bench.enqueue(work().dependsOn(on).delay(Duration.ofMinutes(1)));
        bench.end(bench.claim(), completed());

        assertThat(bench.find(dependant).status()).isEqualTo(TaskStatus.QUEUED);
        assertThat(bench.claim(1)).isEmpty();
        bench.advanceSeconds(60);
        assertThat(bench.claim().task().id()).isEqualTo(dependant);
    }

    @Test
    default void L9_an_attempt_that_did_not_complete_unblocks_nothing(Bench bench) {
        TaskId on = bench.enqueue(work());
        TaskId dependant = bench.enqueue(work().dependsOn(on));
        for (Outcome outcome : List.of(failed(), new Outcome.Release(), new Outcome.Bury("hopeless"))) {
            bench.end(bench.claim(), outcome);
            assertThat(bench.find(dependant).status()).isEqualTo(TaskStatus.BLOCKED);
        }
        bench.control().replay(Workspace.DEFAULT, List.of(on));
        bench.end(bench.claim(), completed());
        assertThat(bench.find(dependant).status())
                .as("replaying what failed heals those that wait for it")
                .isEqualTo(TaskStatus.QUEUED);
    }

    @Test
    default void L9_a_dead_task_cancels_the_dependants_that_asked_for_it(Bench bench) {
        TaskId on = bench.enqueue(work());
        TaskId waits = bench.enqueue(work().dependsOn(on));
        TaskId given = bench.enqueue(work().dependsOn(on).onDependencyFailure(OnDependencyFailure.CANCEL));
        TaskId next = bench.enqueue(work().dependsOn(given).onDependencyFailure(OnDependencyFailure.CANCEL));
        bench.end(bench.claim(), new Outcome.Bury("hopeless"));

        assertThat(bench.find(waits).status()).isEqualTo(TaskStatus.BLOCKED);
        assertThat(bench.find(given).status()).isEqualTo(TaskStatus.CANCELLED);
        assertThat(bench.find(next).status()).isEqualTo(TaskStatus.CANCELLED);
        assertThat(bench.find(next).state().finishedAt())
                .isEqualTo(bench.clock().instant());
    }

    @Test
    default void L9_a_task_that_expires_for_the_last_time_cancels_its_dependants_too(Bench bench) {
        TaskId on = bench.enqueue(work().maxAttempts(1));
        TaskId given = bench.enqueue(work().dependsOn(on).onDependencyFailure(OnDependencyFailure.CANCEL));
        bench.claim();
        bench.advance(Lease.DEFAULT.plusSeconds(1));
        bench.housekeeping().reclaimExpired(10);

        assertThat(bench.find(on).status()).isEqualTo(TaskStatus.DEAD);
        assertThat(bench.find(given).status()).isEqualTo(TaskStatus.CANCELLED);
    }

    @Test
    default void L9_a_long_chain_is_cancelled_to_its_end(Bench bench) {
        List<TaskId> chain = new ArrayList<>(List.of(bench.enqueue(work())));
        List<NewTask> rest = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            rest.add(bench.task(work().dependsOn(chain.get(i)).onDependencyFailure(OnDependencyFailure.CANCEL)));
            chain.add(rest.get(i).id());
        }
        bench.backend().intake().enqueue(rest);
        bench.end(bench.claim(), new Outcome.Bury("hopeless"));

        assertThat(bench.inspection().stats(Workspace.DEFAULT).count(TaskStatus.CANCELLED))
                .isEqualTo(3_000);
    }

    @Test
    default void L10_an_exchange_settles_and_then_claims(Bench bench) {
        bench.enqueue(3, Bench::work);
        ClaimedTask first = bench.claim();

        Exchange exchange = bench.leasing().exchange(List.of(new Settlement(first.lease(), completed())), request(1));
        assertThat(exchange.answers()).containsExactly(SettleAnswer.APPLIED);
        assertThat(exchange.claimed()).hasSize(1);
        assertThat(bench.find(first.task().id()).status()).isEqualTo(TaskStatus.COMPLETED);
    }

    @Test
    default void L10_the_claim_sees_what_the_settlements_freed(Bench bench) {
        TaskId on = bench.enqueue(work());
        TaskId dependant = bench.enqueue(work().dependsOn(on));
        ClaimedTask first = bench.claim();
        Exchange unblocked = bench.leasing().exchange(List.of(new Settlement(first.lease(), completed())), request(10));
        assertThat(ids(unblocked.claimed())).containsExactly(dependant);

        Exchange released = bench.leasing()
                .exchange(
                        List.of(new Settlement(unblocked.claimed().get(0).lease(), new Outcome.Release())),
                        request(10));
        assertThat(ids(released.claimed())).containsExactly(dependant);
        assertThat(released.claimed().get(0).lease().epoch()).isEqualTo(2);
    }

    @Test
    default void L10_P5_a_stale_settlement_changes_nothing_for_the_others(Bench bench) {
        List<TaskId> tasks = bench.enqueue(4, Bench::work);
        List<ClaimedTask> claimed = bench.claim(3);
        Lease stale = Leases.withEpoch(claimed.get(1).lease(), 7);

        Exchange exchange = bench.leasing()
                .exchange(
                        List.of(
                                new Settlement(claimed.get(0).lease(), completed()),
                                new Settlement(stale, completed()),
                                new Settlement(claimed.get(2).lease(), completed())),
                        request(10));
        assertThat(exchange.answers())
                .containsExactly(SettleAnswer.APPLIED, SettleAnswer.LEASE_LOST, SettleAnswer.APPLIED);
        assertThat(ids(exchange.claimed())).containsExactly(tasks.get(3));
        assertThat(bench.find(tasks.get(1))).isEqualTo(claimed.get(1).task());
    }

    @Test
    default void L10_while_claims_are_paused_an_exchange_only_settles(Bench bench) {
        bench.enqueue(2, Bench::work);
        ClaimedTask first = bench.claim();
        bench.control().pause(Pause.store(Pause.Gate.CLAIMS));

        Exchange exchange = bench.leasing().exchange(List.of(new Settlement(first.lease(), completed())), request(1));
        assertThat(exchange.answers()).containsExactly(SettleAnswer.APPLIED);
        assertThat(exchange.claimed()).isEmpty();
    }

    @Test
    default void L10_L11_P3_a_claim_that_is_refused_takes_its_settlements_with_it(Bench bench) {
        Bench fifoOnly = bench.another(options -> options.strategies(Set.of(SchedulingStrategy.FIFO)));
        ClaimedTask claimed = fifoOnly.running();
        Settlement settlement = new Settlement(claimed.lease(), completed());

        assertError(
                ErrorCode.STRATEGY_NOT_READY,
                () -> fifoOnly.leasing().exchange(List.of(settlement), request(1, SchedulingStrategy.PRIORITY)));
        assertThat(fifoOnly.find(claimed.task().id())).isEqualTo(claimed.task());
    }
}
