package dev.taskport.contract;

import static dev.taskport.contract.Bench.completed;
import static dev.taskport.contract.Bench.ids;
import static dev.taskport.contract.Bench.work;
import static dev.taskport.contract.Bench.worker;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.Dependency;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.Lease;
import dev.taskport.domain.OnDependencyFailure;
import dev.taskport.domain.Outcome;
import dev.taskport.domain.Retention;
import dev.taskport.domain.SettleAnswer;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskState;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.Workspace;
import dev.taskport.port.LeaseAnswer;
import dev.taskport.port.RecordKey;
import dev.taskport.port.RecordWrite;
import dev.taskport.port.TaskQuery;
import dev.taskport.port.TransferAnswer;
import dev.taskport.port.TransferItem;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link dev.taskport.port.TaskHousekeeping} promises. */
public interface TaskHousekeepingContract extends BackendContract {

    /** Prunes everything that has finished, imported history aside. */
    Retention AT_ONCE = new Retention(Duration.ZERO, Duration.ZERO, Duration.ZERO, null);

    @Test
    default void H1_only_leases_past_their_deadline_are_reclaimed(Bench bench) {
        bench.enqueue(3, Bench::work);
        List<ClaimedTask> claimed = bench.claim(3);
        bench.advanceSeconds(20);
        assertThat(Leases.renew(bench, claimed.get(0).lease())).isEqualTo(LeaseAnswer.APPLIED);
        bench.end(claimed.get(1), completed());
        bench.advance(Lease.DEFAULT.minusSeconds(20).minusNanos(1000));
        assertThat(bench.housekeeping().reclaimExpired(10)).isEmpty();
        bench.advance(Duration.ofNanos(1000));

        assertThat(bench.housekeeping().reclaimExpired(10))
                .containsExactly(bench.find(claimed.get(2).task().id()));
        assertThat(bench.find(claimed.get(0).task().id()).status()).isEqualTo(TaskStatus.LEASED);
        assertThat(bench.find(claimed.get(1).task().id()).status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(bench.housekeeping().reclaimExpired(10)).as("a second time").isEmpty();
    }

    @Test
    default void H2_a_reclaimed_task_waits_a_little_and_runs_again(Bench bench) {
        TaskId id = bench.running().task().id();
        bench.advance(Lease.DEFAULT.plusSeconds(5));
        bench.housekeeping().reclaimExpired(10);

        Task reclaimed = bench.find(id);
        assertThat(reclaimed.status()).isEqualTo(TaskStatus.QUEUED);
        assertThat(reclaimed.state().attempt()).isEqualTo(1);
        assertThat(reclaimed.state().leasedBy()).isNull();
        assertThat(reclaimed.state().failures()).singleElement().satisfies(failure -> {
            assertThat(failure.worker()).isEqualTo(worker(1));
            assertThat(failure.error()).contains("lease");
        });
        assertThat(bench.claim(1)).isEmpty();
        bench.advanceSeconds(1);
        ClaimedTask second = bench.claim();
        assertThat(second.task().state().attempt()).isEqualTo(2);
        assertThat(second.lease().epoch()).isEqualTo(2);
    }

    @Test
    default void H2_a_task_whose_attempts_are_used_up_is_dead(Bench bench) {
        TaskId id = bench.enqueue(work().maxAttempts(1));
        bench.claim();
        bench.advance(Lease.DEFAULT.plusSeconds(5));

        assertThat(bench.housekeeping().reclaimExpired(10))
                .singleElement()
                .returns(TaskStatus.DEAD, Task::status)
                .returns(id, Task::id);
    }

    @Test
    default void H3_the_longest_expired_come_first(Bench bench) {
        bench.enqueue(50, () -> work().held());
        List<TaskId> tasks = bench.enqueue(3, Bench::work);
        ClaimedTask first = bench.claim();
        bench.advanceSeconds(1);
        ClaimedTask second = bench.claim();
        bench.advanceSeconds(1);
        bench.claim();
        Leases.renew(bench, first.lease());
        bench.enqueue(50, Bench::work);
        bench.advance(Duration.ofHours(1));

        assertThat(bench.housekeeping().reclaimExpired(1))
                .extracting(Task::id)
                .containsExactly(second.task().id());
        assertThat(bench.housekeeping().reclaimExpired(1)).extracting(Task::id).containsExactly(tasks.get(2));
        assertThat(bench.housekeeping().reclaimExpired(10)).extracting(Task::id).containsExactly(tasks.get(0));
    }

    @Test
    default void H4_only_finished_tasks_are_pruned(Bench bench) {
        TaskId completed = bench.ended(completed());
        TaskId dead = bench.ended(new Outcome.Bury("hopeless"));
        ClaimedTask running = bench.running();
        TaskId held = bench.enqueue(work().held());
        TaskId queued = bench.enqueue(work());
        TaskId blocked = bench.enqueue(work().dependsOn(held));
        bench.advance(Duration.ofDays(1000));

        assertThat(bench.housekeeping().prune(AT_ONCE, 100)).isEqualTo(2);
        assertThat(bench.inspection().list(TaskQuery.all(Workspace.DEFAULT)))
                .extracting(Task::id)
                .containsExactlyInAnyOrder(running.task().id(), held, queued, blocked);
        assertThat(bench.inspection().find(Workspace.DEFAULT, completed)).isEmpty();
        assertThat(bench.inspection().find(Workspace.DEFAULT, dead)).isEmpty();
    }

    @Test
    default void H4_each_status_is_kept_as_long_as_the_retention_says(Bench bench) {
        TaskId completed = bench.ended(completed());
        TaskId dead = bench.ended(new Outcome.Bury("hopeless"));
        TaskId cancelled = bench.enqueue(work());
        bench.control().cancel(Workspace.DEFAULT, List.of(cancelled));
        Retention retention = new Retention(Duration.ofDays(2), Duration.ofDays(1), null, null);

        bench.advance(Duration.ofDays(1).minusNanos(1000));
        assertThat(bench.housekeeping().prune(retention, 100)).isZero();
        bench.advance(Duration.ofNanos(1000));
        assertThat(bench.housekeeping().prune(retention, 100)).isEqualTo(1);
        assertThat(bench.inspection().find(Workspace.DEFAULT, cancelled)).isEmpty();
        bench.advance(Duration.ofDays(1));
        assertThat(bench.housekeeping().prune(retention, 100)).isEqualTo(1);
        assertThat(bench.inspection().find(Workspace.DEFAULT, completed)).isEmpty();
        assertThat(bench.find(dead).status()).isEqualTo(TaskStatus.DEAD);
    }

    @Test
    default void H4_a_prune_is_bounded_and_takes_the_log_along(Bench bench) {
        ClaimedTask logged = bench.running();
        Leases.log(bench, logged.lease(), "started");
        bench.end(logged, completed());
        bench.ended(completed());
        bench.ended(completed());

        assertThat(bench.housekeeping().prune(AT_ONCE, 2)).isEqualTo(2);
        assertThat(bench.housekeeping().prune(AT_ONCE, 2)).isEqualTo(1);
        assertThat(Leases.lines(bench, logged.task().id())).isEmpty();
        assertThat(bench.settle(logged.lease(), completed())).isEqualTo(SettleAnswer.NOT_FOUND);
    }

    @Test
    default void H4_edges_that_a_pruned_task_satisfied_stay(Bench bench) {
        TaskId done = bench.enqueue(work());
        TaskId open = bench.enqueue(work().held());
        TaskId dependant = bench.enqueue(work().dependsOn(done, open));
        bench.end(bench.claim(), completed());
        assertThat(bench.housekeeping().prune(AT_ONCE, 10)).isEqualTo(1);

        assertThat(bench.find(dependant).state().dependencies())
                .containsExactly(new Dependency(done, true), Dependency.open(open));
        bench.control().unhold(Workspace.DEFAULT, List.of(open));
        bench.end(bench.claim(), completed());
        assertThat(ids(bench.claim(10))).containsExactly(dependant);
    }

    @Test
    default void H4_imported_history_is_kept_unless_the_retention_names_it(Bench bench) {
        TaskId id = bench.newId();
        TaskState history = TaskState.builder(
                        TaskStatus.COMPLETED, bench.clock().instant())
                .importedAt(bench.clock().instant())
                .build();
        Task task = Transfers.task(bench, id, work().spec(), history);
        assertThat(Transfers.apply(bench, Transfers.item(task))).containsExactly(TransferAnswer.APPLIED);
        bench.advance(Duration.ofDays(30));

        assertThat(bench.housekeeping().prune(AT_ONCE, 10)).isZero();
        Retention named = new Retention(null, null, null, Duration.ofDays(30));
        assertThat(bench.housekeeping().prune(named, 10)).isEqualTo(1);
    }

    @Test
    default void H5_a_healthy_store_has_nothing_to_mend(Bench bench) {
        TaskId on = bench.enqueue(work());
        bench.enqueue(work().dependsOn(on));
        bench.end(bench.claim(), new Outcome.Bury("hopeless"));

        assertThat(bench.housekeeping().sweepDependencies(100)).isZero();
    }

    @Test
    default void H5_what_an_operator_replays_or_releases_is_nothing_that_was_missed(Bench bench) {
        TaskId on = bench.enqueue(work());
        TaskId replayed = bench.enqueue(work().dependsOn(on).onDependencyFailure(OnDependencyFailure.CANCEL));
        bench.end(bench.claim(), new Outcome.Bury("hopeless"));
        Task held = waitingOn(bench, TaskStatus.HELD, on, OnDependencyFailure.CANCEL);
        Transfers.apply(bench, Transfers.item(held));
        bench.control().replay(Workspace.DEFAULT, List.of(replayed));
        bench.control().unhold(Workspace.DEFAULT, List.of(held.id()));

        assertThat(bench.housekeeping().sweepDependencies(100)).isZero();
    }

    @Test
    default void H5_a_dependency_that_was_satisfied_once_is_not_missed_when_it_fails_later(Bench bench) {
        TaskId on = bench.enqueue(work());
        TaskId open = bench.enqueue(work().held());
        TaskId dependant = bench.enqueue(work().dependsOn(on, open).onDependencyFailure(OnDependencyFailure.CANCEL));
        bench.end(bench.claim(), completed());
        bench.control().replay(Workspace.DEFAULT, List.of(on));
        bench.end(bench.claim(), new Outcome.Bury("hopeless"));

        assertThat(bench.housekeeping().sweepDependencies(100)).isZero();
        assertThat(bench.find(dependant).status()).isEqualTo(TaskStatus.BLOCKED);
    }

    @Test
    default void H5_the_sweep_mends_what_was_missed_and_counts_it(Bench bench) {
        TaskId done = bench.ended(completed());
        TaskId dead = bench.ended(new Outcome.Bury("hopeless"));
        Task missed = blockedOn(bench, done, OnDependencyFailure.BLOCK);
        Task given = blockedOn(bench, dead, OnDependencyFailure.CANCEL);
        Task healthy = blockedOn(bench, dead, OnDependencyFailure.BLOCK);
        TransferItem[] items = {Transfers.item(missed), Transfers.item(given), Transfers.item(healthy)};
        assertThat(Transfers.apply(bench, items)).containsOnly(TransferAnswer.APPLIED);

        assertThat(bench.housekeeping().sweepDependencies(100)).isEqualTo(2);
        assertThat(bench.find(missed.id()).status()).isEqualTo(TaskStatus.QUEUED);
        assertThat(bench.find(given.id()).status()).isEqualTo(TaskStatus.CANCELLED);
        assertThat(bench.find(healthy.id())).isEqualTo(healthy);
        assertThat(bench.housekeeping().sweepDependencies(100)).isZero();
        assertThat(bench.claim().task().id()).isEqualTo(missed.id());
    }

    @Test
    default void H5_a_small_limit_reaches_every_blocked_task_in_the_end(Bench bench) {
        TaskId held = bench.enqueue(work().held());
        bench.enqueue(5, () -> work().dependsOn(held));
        TaskId done = bench.ended(completed());
        Task missed = blockedOn(bench, done, OnDependencyFailure.BLOCK);
        Transfers.apply(bench, Transfers.item(missed));

        int mended = 0;
        for (int sweep = 0; sweep < 6; sweep++) {
            mended += bench.housekeeping().sweepDependencies(2);
        }
        assertThat(mended).isEqualTo(1);
        assertThat(bench.find(missed.id()).status()).isEqualTo(TaskStatus.QUEUED);
    }

    private static Task blockedOn(Bench bench, TaskId on, OnDependencyFailure onFailure) {
        return waitingOn(bench, TaskStatus.BLOCKED, on, onFailure);
    }

    private static Task waitingOn(Bench bench, TaskStatus status, TaskId on, OnDependencyFailure onFailure) {
        TaskState state = TaskState.builder(status, bench.clock().instant())
                .dependencies(List.of(Dependency.open(on)))
                .build();
        return Transfers.task(
                bench, bench.newId(), work().onDependencyFailure(onFailure).spec(), state);
    }

    @Test
    default void S3_expired_records_are_purged_by_and_by(Bench bench) {
        for (int i = 0; i < 3; i++) {
            RecordKey key = new RecordKey(Workspace.DEFAULT, "notes", "n" + i);
            bench.backend()
                    .records()
                    .write(List.of(new RecordWrite.Put(key, JsonText.EMPTY, null, Duration.ofSeconds(10 + i))));
        }
        assertThat(bench.housekeeping().purgeExpiredRecords(10)).isZero();
        bench.advanceSeconds(11);
        assertThat(bench.housekeeping().purgeExpiredRecords(1)).isEqualTo(1);
        assertThat(bench.housekeeping().purgeExpiredRecords(10)).isEqualTo(1);
        assertThat(bench.backend().records().list(Workspace.DEFAULT, "notes", "", null, 10))
                .hasSize(1);
    }
}
