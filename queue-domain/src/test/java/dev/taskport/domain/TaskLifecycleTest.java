package dev.taskport.domain;

import static dev.taskport.domain.Tasks.DEPENDENCY;
import static dev.taskport.domain.Tasks.ID;
import static dev.taskport.domain.Tasks.LEASE;
import static dev.taskport.domain.Tasks.LINEAGE;
import static dev.taskport.domain.Tasks.START;
import static dev.taskport.domain.Tasks.WORKER;
import static dev.taskport.domain.Tasks.at;
import static dev.taskport.domain.Tasks.leased;
import static dev.taskport.domain.Tasks.queued;
import static dev.taskport.domain.Tasks.settled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TaskLifecycleTest {

    /** None of the tasks that a task depends on is there. */
    private static Optional<Task> none(TaskId id) {
        return Optional.empty();
    }

    private static final JsonText RESULT = JsonText.of("{\"sent\":true}");

    /** What each event really does to a task, whatever the table says. */
    private static Optional<Task> apply(Task task, TaskEvent event) {
        Lease lease = new Lease(ID, task.state().leaseEpoch(), task.state().leaseGeneration(), START);
        return switch (event) {
            case CLAIM -> TaskLifecycle.claim(task, WORKER, LEASE, at(10));
            case COMPLETE -> settle(task, lease, new Outcome.Complete(RESULT));
            case RETRY -> settle(task, lease, new Outcome.Retry("failed", Duration.ZERO));
            case BURY -> settle(task, lease, new Outcome.Bury("broken"));
            case SNOOZE -> settle(task, lease, new Outcome.Snooze(Duration.ZERO));
            case RELEASE -> settle(task, lease, new Outcome.Release());
            case EXPIRE -> TaskLifecycle.expire(task, at(60));
            case CANCEL -> TaskLifecycle.cancel(task, at(10));
            case HOLD -> TaskLifecycle.hold(task, at(10));
            case UNHOLD -> TaskLifecycle.unhold(task, TaskLifecycleTest::none, at(10));
            case EDIT -> TaskLifecycle.edit(task, TaskEdit.of(ID, 0).priority(new Priority(1)), at(10));
            case REPLAY -> TaskLifecycle.replay(task, TaskLifecycleTest::none, at(10));
            case UNBLOCK -> TaskLifecycle.dependencyEnded(task, completed(DEPENDENCY), at(10));
        };
    }

    private static Optional<Task> settle(Task task, Lease lease, Outcome outcome) {
        TaskLifecycle.Settled settled = TaskLifecycle.settle(task, new Settlement(lease, outcome), at(10));
        return settled.answer() == SettleAnswer.APPLIED ? Optional.of(settled.task()) : Optional.empty();
    }

    private static Task completed(TaskId id) {
        return ended(id, new Outcome.Complete(null));
    }

    private static Task ended(TaskId id, Outcome outcome) {
        Task task = settled(outcome);
        return new Task(id, LINEAGE, task.spec(), task.state(), task.stamp());
    }

    @ParameterizedTest
    @EnumSource(TaskEvent.class)
    void every_event_does_in_every_status_what_the_table_says(TaskEvent event) {
        for (TaskStatus status : TaskStatus.values()) {
            Optional<Task> after = apply(Tasks.in(status), event);
            assertThat(after.isPresent())
                    .as("%s in %s", event, status)
                    .isEqualTo(!TaskLifecycle.targets(status, event).isEmpty());
            after.ifPresent(
                    task -> assertThat(TaskLifecycle.targets(status, event)).contains(task.status()));
        }
    }

    @ParameterizedTest
    @EnumSource(TaskEvent.class)
    void every_change_is_stamped(TaskEvent event) {
        for (TaskStatus status : TaskLifecycle.sources(event)) {
            Task before = Tasks.in(status);
            Task after = apply(before, event).orElseThrow();
            assertThat(after.stamp()).isGreaterThan(before.stamp());
            assertThat(after.stamp().version()).isEqualTo(before.stamp().version() + 1);
            assertThat(after.state().updatedAt()).isAfter(START);
            assertThat(after.state().createdAt()).isEqualTo(START);
        }
    }

    @Test
    void a_claim_counts_the_attempt_and_raises_the_epoch() {
        TaskState state = leased().state();
        assertThat(state.attempt()).isEqualTo(1);
        assertThat(state.leaseEpoch()).isEqualTo(1);
        assertThat(state.leaseGeneration()).isEqualTo(3);
        assertThat(state.leasedBy()).isEqualTo(WORKER);
        assertThat(state.leasedUntil()).isEqualTo(START.plusSeconds(26));
        assertThat(state.startedAt()).isEqualTo(START.plusSeconds(1));
    }

    @Test
    void a_task_is_not_claimed_before_it_is_due() {
        Task delayed = Tasks.enqueue(TaskDraft.of("mail").delay(Duration.ofSeconds(5)));
        assertThat(TaskLifecycle.claim(delayed, WORKER, LEASE, at(4))).isEmpty();
        assertThat(TaskLifecycle.claim(delayed, WORKER, LEASE, at(5))).isPresent();
    }

    @Test
    void completing_keeps_the_result_and_ends_the_lease() {
        Task done = settled(new Outcome.Complete(RESULT));
        assertThat(done.status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(done.state().result()).isEqualTo(RESULT);
        assertThat(done.state().leasedBy()).isNull();
        assertThat(done.state().leasedUntil()).isNull();
        assertThat(done.state().finishedAt()).isEqualTo(START.plusSeconds(2));
    }

    @Test
    void a_retry_waits_and_keeps_the_failure() {
        Task retried = settled(new Outcome.Retry("timeout", Duration.ofSeconds(30)));
        assertThat(retried.status()).isEqualTo(TaskStatus.QUEUED);
        assertThat(retried.state().runAfter()).isEqualTo(START.plusSeconds(32));
        assertThat(retried.state().failures())
                .containsExactly(new Failure(1, "timeout", START.plusSeconds(2), WORKER, Duration.ofSeconds(1)));
    }

    @Test
    void a_retry_of_the_last_attempt_is_dead() {
        Task task = Tasks.enqueue(TaskDraft.of("mail").maxAttempts(1));
        Task leased = TaskLifecycle.claim(task, WORKER, LEASE, at(1)).orElseThrow();
        Task dead = settle(leased, leased.lease(), new Outcome.Retry("timeout", Duration.ZERO))
                .orElseThrow();
        assertThat(dead.status()).isEqualTo(TaskStatus.DEAD);
        assertThat(dead.state().failures()).hasSize(1);
        assertThat(dead.state().finishedAt()).isNotNull();
    }

    @Test
    void snooze_and_release_give_the_attempt_back_but_not_the_epoch() {
        for (Outcome outcome : List.of(new Outcome.Snooze(Duration.ofSeconds(3)), new Outcome.Release())) {
            TaskState state = settled(outcome).state();
            assertThat(state.attempt()).isZero();
            assertThat(state.leaseEpoch()).isEqualTo(1);
            assertThat(state.failures()).isEmpty();
        }
    }

    @Test
    void an_expired_lease_costs_the_attempt_and_waits_longer_each_time() {
        Task task = queued();
        long now = 0;
        List<Long> waits = new ArrayList<>();
        while (task.status() == TaskStatus.QUEUED) {
            now += 100;
            task = TaskLifecycle.claim(task, WORKER, LEASE, at(now)).orElseThrow();
            assertThat(TaskLifecycle.expire(task, at(now + 24))).isEmpty();
            task = TaskLifecycle.expire(task, at(now + 25)).orElseThrow();
            waits.add(Duration.between(START.plusSeconds(now + 25), task.state().runAfter())
                    .toSeconds());
        }
        assertThat(waits.subList(0, 4)).containsExactly(1L, 2L, 3L, 3L);
        assertThat(task.status()).isEqualTo(TaskStatus.DEAD);
        assertThat(task.state().failures()).hasSize(TaskSpec.MAX_ATTEMPTS_DEFAULT);
    }

    @Test
    void a_lease_past_its_deadline_counts_until_somebody_reclaims() {
        Task task = leased();
        assertThat(task.expired(at(60).now())).isTrue();
        assertThat(settle(task, task.lease(), new Outcome.Complete(null))).isPresent();
    }

    @Test
    void a_settlement_needs_epoch_and_generation() {
        Task task = leased();
        for (Lease stale :
                List.of(new Lease(ID, 0, 3, START), new Lease(ID, 1, 2, START), new Lease(ID, 2, 3, START))) {
            TaskLifecycle.Settled settled =
                    TaskLifecycle.settle(task, new Settlement(stale, new Outcome.Release()), at(2));
            assertThat(settled.answer()).isEqualTo(SettleAnswer.LEASE_LOST);
            assertThat(settled.task()).isEqualTo(task);
            assertThat(TaskLifecycle.renew(task, stale, LEASE, at(2))).isEmpty();
            assertThat(TaskLifecycle.progress(task, stale, new Progress(1, null), at(2)))
                    .isEmpty();
        }
    }

    @Test
    void a_repeated_settlement_is_recognised_and_another_one_is_not() {
        Lease lease = leased().lease();
        Task done = settled(new Outcome.Complete(null));
        assertThat(answer(done, lease, new Outcome.Complete(null))).isEqualTo(SettleAnswer.ALREADY_APPLIED);
        assertThat(answer(done, lease, new Outcome.Bury("no"))).isEqualTo(SettleAnswer.LEASE_LOST);
    }

    @Test
    void a_repeated_settlement_is_recognised_while_the_next_holder_runs() {
        Lease first = leased().lease();
        Task again = TaskLifecycle.claim(settled(new Outcome.Release()), WORKER, LEASE, at(5))
                .orElseThrow();
        assertThat(answer(again, first, new Outcome.Release())).isEqualTo(SettleAnswer.ALREADY_APPLIED);
        assertThat(answer(again, first, new Outcome.Complete(null))).isEqualTo(SettleAnswer.LEASE_LOST);
    }

    private static SettleAnswer answer(Task task, Lease lease, Outcome outcome) {
        return TaskLifecycle.settle(task, new Settlement(lease, outcome), at(9)).answer();
    }

    @Test
    void renewing_moves_the_deadline_only() {
        Task renewed =
                TaskLifecycle.renew(leased(), leased().lease(), LEASE, at(9)).orElseThrow();
        assertThat(renewed.state().leasedUntil()).isEqualTo(START.plusSeconds(34));
        assertThat(renewed.state().leaseEpoch()).isEqualTo(1);
    }

    @Test
    void progress_is_kept_until_the_next_claim() {
        Progress half = new Progress(50, "half way");
        Task task =
                TaskLifecycle.progress(leased(), leased().lease(), half, at(2)).orElseThrow();
        assertThat(task.state().progress()).isEqualTo(half);
        Task released = settle(task, task.lease(), new Outcome.Release()).orElseThrow();
        assertThat(TaskLifecycle.claim(released, WORKER, LEASE, at(20))
                        .orElseThrow()
                        .state()
                        .progress())
                .isNull();
    }

    @Test
    void cancelling_a_running_task_ends_its_lease() {
        Task task = leased();
        Task cancelled = TaskLifecycle.cancel(task, at(2)).orElseThrow();
        assertThat(answer(cancelled, task.lease(), new Outcome.Complete(null))).isEqualTo(SettleAnswer.LEASE_LOST);
        assertThat(cancelled.state().leasedBy()).isNull();
    }

    @Test
    void replay_starts_anew_and_keeps_failures_and_epoch() {
        Task dead = settled(new Outcome.Bury("broken"));
        Task replayed =
                TaskLifecycle.replay(dead, TaskLifecycleTest::none, at(9)).orElseThrow();
        TaskState state = replayed.state();
        assertThat(state.status()).isEqualTo(TaskStatus.QUEUED);
        assertThat(state.attempt()).isZero();
        assertThat(state.failures()).hasSize(1);
        assertThat(state.leaseEpoch()).isEqualTo(1);
        assertThat(state.finishedAt()).isNull();
        assertThat(state.runAfter()).isEqualTo(START.plusSeconds(9));
    }

    @Test
    void an_edit_changes_what_it_names_and_counts_the_revision() {
        TaskEdit edit = TaskEdit.of(ID, 0)
                .priority(new Priority(7))
                .tags(List.of("a"))
                .title("title")
                .description("text")
                .maxAttempts(9)
                .payload(RESULT)
                .requirements(Requirements.parse("k=v"))
                .runAfter(new RunAfter.Delay(Duration.ofSeconds(5)));
        Task edited = TaskLifecycle.edit(queued(), edit, at(1)).orElseThrow();
        assertThat(edited.spec())
                .isEqualTo(TaskDraft.of("mail")
                        .priority(7)
                        .tags("a")
                        .title("title")
                        .description("text")
                        .maxAttempts(9)
                        .payload(RESULT)
                        .require("k", "v")
                        .spec());
        assertThat(edited.state().revision()).isEqualTo(1);
        assertThat(edited.state().runAfter()).isEqualTo(START.plusSeconds(6));
        Task cleared =
                TaskLifecycle.edit(edited, TaskEdit.of(ID, 1).title(""), at(2)).orElseThrow();
        assertThat(cleared.spec().title()).isNull();
        assertThat(cleared.spec().description()).isEqualTo("text");
    }

    @Test
    void a_completed_dependency_counts_at_enqueue() {
        NewTask task = TaskDraft.of("mail").dependsOn(DEPENDENCY).as(ID);
        Task enqueued = TaskLifecycle.enqueue(task, LINEAGE, Map.of(DEPENDENCY, TaskStatus.COMPLETED), at(0));
        assertThat(enqueued.status()).isEqualTo(TaskStatus.QUEUED);
        assertThat(enqueued.state().dependencies()).containsExactly(new Dependency(DEPENDENCY, true));
    }

    @Test
    void a_missing_dependency_is_refused() {
        NewTask task = TaskDraft.of("mail").dependsOn(DEPENDENCY).as(ID);
        assertThatThrownBy(() -> TaskLifecycle.enqueue(task, LINEAGE, Map.of(), at(0)))
                .isInstanceOf(TaskportException.class)
                .hasMessageContaining(DEPENDENCY.toString())
                .hasMessageContaining("workspace default");
    }

    @Test
    void a_failed_dependency_cancels_at_enqueue_where_asked_for() {
        TaskDraft draft = TaskDraft.of("mail").dependsOn(DEPENDENCY);
        Map<TaskId, TaskStatus> dead = Map.of(DEPENDENCY, TaskStatus.DEAD);
        assertThat(TaskLifecycle.enqueue(draft.as(ID), LINEAGE, dead, at(0)).status())
                .isEqualTo(TaskStatus.BLOCKED);
        draft.onDependencyFailure(OnDependencyFailure.CANCEL);
        Task cancelled = TaskLifecycle.enqueue(draft.as(ID), LINEAGE, dead, at(0));
        assertThat(cancelled.status()).isEqualTo(TaskStatus.CANCELLED);
        assertThat(cancelled.state().finishedAt()).isEqualTo(START);
    }

    @Test
    void the_last_of_two_dependencies_unblocks() {
        TaskId other = Tasks.id(3);
        NewTask task = TaskDraft.of("mail").dependsOn(DEPENDENCY, other).as(ID);
        Task blocked = TaskLifecycle.enqueue(
                task, LINEAGE, Map.of(DEPENDENCY, TaskStatus.QUEUED, other, TaskStatus.LEASED), at(0));
        Task still =
                TaskLifecycle.dependencyEnded(blocked, completed(other), at(1)).orElseThrow();
        assertThat(still.status()).isEqualTo(TaskStatus.BLOCKED);
        assertThat(TaskLifecycle.dependencyEnded(still, completed(other), at(2)))
                .isEmpty();
        assertThat(TaskLifecycle.dependencyEnded(still, completed(DEPENDENCY), at(3))
                        .orElseThrow()
                        .status())
                .isEqualTo(TaskStatus.QUEUED);
    }

    @Test
    void a_held_task_stays_held_when_its_dependency_completes() {
        Task held = TaskLifecycle.hold(Tasks.in(TaskStatus.BLOCKED), at(1)).orElseThrow();
        assertThat(TaskLifecycle.unhold(held, TaskLifecycleTest::none, at(2))
                        .orElseThrow()
                        .status())
                .isEqualTo(TaskStatus.BLOCKED);
        Task satisfied = TaskLifecycle.dependencyEnded(held, completed(DEPENDENCY), at(2))
                .orElseThrow();
        assertThat(satisfied.status()).isEqualTo(TaskStatus.HELD);
        assertThat(TaskLifecycle.unhold(satisfied, TaskLifecycleTest::none, at(3))
                        .orElseThrow()
                        .status())
                .isEqualTo(TaskStatus.QUEUED);
    }

    @Test
    void a_failed_dependency_cancels_its_dependant_only_where_asked_for() {
        Task dead = ended(DEPENDENCY, new Outcome.Bury("broken"));
        Task patient = Tasks.in(TaskStatus.BLOCKED);
        assertThat(TaskLifecycle.dependencyEnded(patient, dead, at(1))).isEmpty();
        assertThat(TaskLifecycle.dependencyEnded(hasty(), dead, at(1))
                        .orElseThrow()
                        .status())
                .isEqualTo(TaskStatus.CANCELLED);
    }

    @Test
    void a_dependency_that_was_satisfied_once_cancels_nothing_when_it_fails_later() {
        Task satisfied = TaskLifecycle.dependencyEnded(hasty(), completed(DEPENDENCY), at(1))
                .orElseThrow();
        Task dead = ended(DEPENDENCY, new Outcome.Bury("broken"));
        assertThat(TaskLifecycle.dependencyEnded(satisfied, dead, at(2))).isEmpty();
        Task held = TaskLifecycle.hold(satisfied, at(3)).orElseThrow();
        assertThat(TaskLifecycle.unhold(held, id -> Optional.of(dead), at(4))
                        .orElseThrow()
                        .status())
                .isEqualTo(TaskStatus.QUEUED);
    }

    @Test
    void a_task_that_goes_on_while_its_dependency_is_failed_is_cancelled_only_where_asked_for() {
        Function<TaskId, Optional<Task>> dead = id -> Optional.of(ended(id, new Outcome.Bury("broken")));
        Task held = TaskLifecycle.hold(hasty(), at(1)).orElseThrow();
        Task cancelled = TaskLifecycle.unhold(held, dead, at(2)).orElseThrow();
        assertThat(cancelled.status()).isEqualTo(TaskStatus.CANCELLED);
        Task again = TaskLifecycle.replay(cancelled, dead, at(3)).orElseThrow();
        assertThat(again.status()).isEqualTo(TaskStatus.CANCELLED);
        assertThat(again.state().finishedAt()).isEqualTo(START.plusSeconds(3));
        assertThat(TaskLifecycle.replay(again, TaskLifecycleTest::none, at(4))
                        .orElseThrow()
                        .status())
                .isEqualTo(TaskStatus.BLOCKED);
        Task patient = TaskLifecycle.hold(Tasks.in(TaskStatus.BLOCKED), at(1)).orElseThrow();
        assertThat(TaskLifecycle.unhold(patient, dead, at(2)).orElseThrow().status())
                .isEqualTo(TaskStatus.BLOCKED);
    }

    private static Task hasty() {
        return Tasks.enqueue(
                TaskDraft.of("mail").dependsOn(DEPENDENCY).onDependencyFailure(OnDependencyFailure.CANCEL));
    }

    @Test
    void the_same_id_with_other_content_is_a_conflict() {
        Task stored = queued();
        TaskLifecycle.requireRepeat(stored, TaskDraft.of("mail").priority(1).as(ID), LINEAGE);
        for (NewTask other : List.of(
                TaskDraft.of("sms").as(ID), TaskDraft.of("mail").payload("[]").as(ID))) {
            assertConflict(stored, other, LINEAGE);
        }
        assertConflict(stored, TaskDraft.of("mail").as(ID), new Lineage(8));
    }

    private static void assertConflict(Task stored, NewTask task, Lineage lineage) {
        assertThatThrownBy(() -> TaskLifecycle.requireRepeat(stored, task, lineage))
                .isInstanceOfSatisfying(
                        TaskportException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ID_CONFLICT));
    }

    @Test
    void the_newest_failures_are_kept() {
        Task task = Tasks.enqueue(TaskDraft.of("mail").maxAttempts(100));
        for (int i = 1; i <= Failure.COUNT_MAX + 5; i++) {
            task = TaskLifecycle.claim(task, WORKER, LEASE, at(i)).orElseThrow();
            task = TaskLifecycle.settle(
                            task, new Settlement(task.lease(), new Outcome.Retry("no " + i, Duration.ZERO)), at(i))
                    .task();
        }
        List<Failure> failures = task.state().failures();
        assertThat(failures).hasSize(Failure.COUNT_MAX);
        assertThat(failures.get(0).attempt()).isEqualTo(6);
    }
}
