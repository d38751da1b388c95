package dev.taskport.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskport.domain.Capabilities;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.Lease;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskportException;
import dev.taskport.domain.WorkerId;
import dev.taskport.domain.Workspace;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** The worker's rounds, one at a time, on this thread. */
class WorkerTest extends EngineBench {

    private final List<TaskId> ran = new ArrayList<>();
    /** Handler runs that wait until the test starts them. */
    private final Queue<Runnable> later = new ArrayDeque<>();

    private boolean mayClaim = true;

    private Worker worker(Executor threads) {
        HandlerRegistry handlers = new HandlerRegistry();
        handlers.add(
                new dev.taskport.domain.TaskType("work"),
                new HandlerRegistry.Entry<>(
                        JsonText.class,
                        (p, context) -> {
                            ran.add(context.task().id());
                            return null;
                        },
                        HandlerOptions.DEFAULT));
        WorkerSettings settings = new WorkerSettings(
                new WorkerId("w-" + queue.newId()),
                Workspace.DEFAULT,
                3,
                0,
                Capabilities.NONE,
                Lease.DEFAULT,
                Duration.ofMillis(1));
        HandlerCall call = new HandlerCall(handlers, PayloadCodec.plain(), engine.random());
        return new Worker(engine, settings, SchedulingStrategy.FIFO, handlers, call, threads, () -> mayClaim);
    }

    private TaskId enqueued() {
        return queue.enqueue(TaskDraft.of("work")).id();
    }

    @Test
    void a_round_claims_as_many_as_there_is_room_for() {
        for (int i = 0; i < 5; i++) {
            enqueued();
        }
        Worker worker = worker(later::add);
        assertThat(worker.round()).isTrue();
        assertThat(later).hasSize(3);
        assertThat(worker.round()).isFalse();
        assertThat(queue.stats().count(TaskStatus.LEASED)).isEqualTo(3);
    }

    @Test
    void what_has_ended_is_settled_in_the_same_call_that_claims_the_next() {
        TaskId first = enqueued();
        Worker worker = worker(Runnable::run);
        worker.round();
        TaskId second = enqueued();
        worker.round();
        assertThat(faulty.calls()).containsSubsequence("claim", "exchange").doesNotContain("settle");
        assertThat(task(first).status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(ran).containsExactly(first, second);
    }

    @Test
    void a_claim_whose_outcome_is_unknown_is_adopted_and_run_once() {
        TaskId id = enqueued();
        Worker worker = worker(Runnable::run);
        faulty.unknown(1, "claim");
        assertThatThrownBy(worker::round).isInstanceOf(TaskportException.class);
        assertThat(task(id).status()).isEqualTo(TaskStatus.LEASED);
        assertThat(worker.claiming()).isTrue();
        worker.round();
        worker.round();
        assertThat(ran).containsExactly(id);
        assertThat(task(id).status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(task(id).state().attempt()).isEqualTo(1);
    }

    @Test
    void an_unknown_claim_is_given_back_untouched_by_a_worker_that_is_stopping() {
        TaskId id = enqueued();
        Worker worker = worker(Runnable::run);
        faulty.unknown(1, "claim");
        assertThatThrownBy(worker::round).isInstanceOf(TaskportException.class);
        worker.stopClaiming();
        worker.round();
        assertThat(ran).isEmpty();
        assertThat(task(id).status()).isEqualTo(TaskStatus.QUEUED);
        assertThat(task(id).state().attempt()).isZero();
    }

    @Test
    void nothing_is_claimed_while_an_earlier_claim_is_in_doubt() {
        enqueued();
        Worker worker = worker(later::add);
        faulty.unknown(1, "claim").unavailable(2, "held");
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(worker::round).isInstanceOf(TaskportException.class);
        }
        assertThat(faulty.count("claim")).isEqualTo(1);
        worker.round();
        assertThat(later).hasSize(1);
    }

    @Test
    void an_adopted_lease_counts_from_before_the_call_that_took_it() {
        enqueued();
        Worker worker = worker(later::add);
        faulty.unknown(1, "claim");
        assertThatThrownBy(worker::round).isInstanceOf(TaskportException.class);
        clock.advance(Duration.ofSeconds(10));
        worker.round();
        Attempt adopted = worker.attempts().all().iterator().next();
        assertThat(Duration.ofNanos(adopted.left(clock.nanos()))).isEqualTo(Lease.DEFAULT.minusSeconds(10));
    }

    @Test
    void an_exchange_whose_outcome_is_unknown_settles_again_and_adopts() {
        TaskId first = enqueued();
        Worker worker = worker(Runnable::run);
        worker.round();
        TaskId second = enqueued();
        faulty.unknown(1, "exchange");
        assertThatThrownBy(worker::round).isInstanceOf(TaskportException.class);
        worker.round();
        worker.round();
        assertThat(ran).containsExactly(first, second);
        assertThat(task(first).status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(task(second).status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(worker.unsettled()).isZero();
    }

    @Test
    void L4_an_end_whose_outcome_is_unknown_is_settled_again_under_the_same_lease() {
        TaskId id = enqueued();
        Worker worker = worker(Runnable::run);
        worker.round();
        worker.stopClaiming();
        faulty.unknown(1, "settle");
        assertThatThrownBy(worker::round).isInstanceOf(TaskportException.class);
        assertThat(worker.unsettled()).isEqualTo(1);
        worker.round();
        assertThat(faulty.count("settle")).isEqualTo(2);
        assertThat(worker.unsettled()).isZero();
        assertThat(task(id).state().leaseEpoch()).isEqualTo(1);
        assertThat(task(id).status()).isEqualTo(TaskStatus.COMPLETED);
    }

    @Test
    void ends_are_kept_while_the_backend_is_away_and_stored_when_it_is_back() {
        TaskId id = enqueued();
        Worker worker = worker(Runnable::run);
        worker.round();
        faulty.unavailable(3, "exchange");
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(worker::round).isInstanceOf(TaskportException.class);
        }
        worker.round();
        assertThat(task(id).status()).isEqualTo(TaskStatus.COMPLETED);
    }

    @Test
    void an_end_that_the_backend_refuses_buries_its_task_and_leaves_the_others_alone() {
        TaskId good = enqueued();
        TaskId bad = enqueued();
        Worker worker = worker(Runnable::run);
        worker.round();
        faulty.around((method, call) -> {
            if (method.equals("exchange")) {
                throw ErrorCode.LIMIT_EXCEEDED.error("The result is too large.");
            }
            return call.proceed();
        });
        int[] settles = {0};
        faulty.around((method, call) -> {
            // The first single settlement passes, the second is refused, and its burial passes.
            if (method.equals("settle") && ++settles[0] == 2) {
                throw ErrorCode.LIMIT_EXCEEDED.error("The result is too large.");
            }
            return call.proceed();
        });
        worker.round();
        assertThat(List.of(task(good).status(), task(bad).status()))
                .containsExactlyInAnyOrder(TaskStatus.COMPLETED, TaskStatus.DEAD);
        assertThat(worker.unsettled()).isZero();
    }

    @Test
    void a_task_that_was_given_back_before_its_thread_came_ends_once() {
        TaskId id = enqueued();
        Worker worker = worker(later::add);
        worker.round();
        worker.stopClaiming();
        later.remove().run();
        assertThat(worker.attempts().open()).isZero();
        assertThat(worker.unsettled()).isEqualTo(1);
        worker.round();
        assertThat(ran).isEmpty();
        assertThat(task(id).status()).isEqualTo(TaskStatus.QUEUED);
        assertThat(faulty.count("settle")).isEqualTo(1);
    }

    @Test
    void L2_an_end_that_comes_too_late_changes_nothing_and_is_told() {
        List<TaskHappening.Kind> told = new ArrayList<>();
        engine.listeners().add(event -> told.add(event.kind()));
        TaskId id = enqueued();
        Worker worker = worker(later::add);
        worker.round();
        queue.cancel(id);
        later.remove().run();
        worker.round();
        assertThat(task(id).status()).isEqualTo(TaskStatus.CANCELLED);
        assertThat(told).contains(TaskHappening.Kind.LEASE_LOST).doesNotContain(TaskHappening.Kind.COMPLETED);
        assertThat(worker.attempts().isEmpty()).isTrue();
    }

    @Test
    void a_task_for_which_no_thread_can_be_had_is_given_back() {
        TaskId id = enqueued();
        boolean[] full = {true};
        Worker worker = worker(work -> {
            if (full[0]) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            work.run();
        });
        assertThatThrownBy(worker::round).isInstanceOf(OutOfMemoryError.class);
        full[0] = false;
        worker.round();
        worker.round();
        worker.round();
        assertThat(ran).containsExactly(id);
        assertThat(task(id).status()).isEqualTo(TaskStatus.COMPLETED);
    }

    @Test
    void what_waits_for_a_thread_in_vain_is_given_back_without_counting_the_attempt() {
        TaskId id = enqueued();
        Worker worker = worker(later::add);
        worker.round();
        clock.advance(Duration.ofSeconds(2));
        worker.runner().giveBackWaiting();
        assertThat(worker.attempts().open()).isEqualTo(1);
        clock.advance(Duration.ofMillis(1));
        worker.runner().giveBackWaiting();
        worker.settleOnly();
        assertThat(task(id).status()).isEqualTo(TaskStatus.QUEUED);
        assertThat(task(id).state().attempt()).isZero();
        later.remove().run();
        assertThat(ran).isEmpty();
    }

    @Test
    void the_strategy_can_be_changed_between_two_claims() {
        for (int i = 0; i < 4; i++) {
            enqueued();
        }
        Worker worker = worker(Runnable::run);
        worker.round();
        worker.strategy(SchedulingStrategy.LIFO);
        TaskId newest = enqueued();
        worker.round();
        assertThat(ran.get(3)).isEqualTo(newest);
    }

    @Test
    void while_it_may_not_claim_it_settles_and_takes_nothing_on() {
        TaskId first = enqueued();
        Worker worker = worker(Runnable::run);
        worker.round();
        TaskId second = enqueued();
        mayClaim = false;
        assertThat(worker.round()).isFalse();
        assertThat(task(first).status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(task(second).status()).isEqualTo(TaskStatus.QUEUED);
        mayClaim = true;
        worker.round();
        assertThat(ran).containsExactly(first, second);
    }
}
