package dev.taskport.engine;

import static dev.taskport.engine.TestStore.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.ExternalId;
import dev.taskport.domain.IdempotencyKey;
import dev.taskport.domain.NewTask;
import dev.taskport.domain.Priority;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskEdit;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.TaskportException;
import dev.taskport.domain.Workspace;
import dev.taskport.port.ControlAnswer;
import dev.taskport.port.EnqueueAnswer;
import dev.taskport.port.Pause;
import dev.taskport.port.TaskQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TaskQueueTest extends EngineBench {

    private static final Workspace OTHER = new Workspace("other");

    private static void refused(ErrorCode code, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        TaskportException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void an_enqueue_whose_outcome_is_unknown_is_repeated_with_the_same_id_and_has_one_effect() {
        faulty.unknown(1, "enqueue");
        EnqueueAnswer answer = queue.enqueue(TaskDraft.of("work"));
        assertThat(faulty.count("enqueue")).isEqualTo(2);
        assertThat(answer.kind()).isEqualTo(EnqueueAnswer.Kind.CREATED);
        assertThat(queue.stats().total()).isEqualTo(1);
        assertThat(queue.find(answer.id())).isPresent();
    }

    @Test
    void an_outcome_that_stays_unknown_is_told_with_the_ids_first_letters() {
        faulty.unknown(100, "enqueue");
        assertThatThrownBy(() -> queue.enqueue(TaskDraft.of("work")))
                .isInstanceOfSatisfying(
                        TaskportException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OUTCOME_UNKNOWN))
                .hasMessageContaining(
                        queue.list(TaskQuery.all(Workspace.DEFAULT)).get(0).id().toString());
        assertThat(faulty.count("enqueue")).isEqualTo(5);
    }

    @Test
    void once_unknown_an_absent_store_does_not_make_it_known() {
        faulty.around((method, call) -> {
            if (faulty.count("enqueue") > 1) {
                throw ErrorCode.UNAVAILABLE.error("Away.");
            }
            return call.proceed();
        });
        faulty.unknown(1, "enqueue");
        refused(ErrorCode.OUTCOME_UNKNOWN, () -> queue.enqueue(TaskDraft.of("work")));
        assertThat(faulty.count("enqueue")).isEqualTo(5);
    }

    @Test
    void what_surely_did_not_happen_is_told_at_once() {
        faulty.unavailable(1, "enqueue");
        refused(ErrorCode.UNAVAILABLE, () -> queue.enqueue(TaskDraft.of("work")));
        assertThat(faulty.count("enqueue")).isEqualTo(1);
    }

    @Test
    void tasks_under_the_callers_ids_may_be_enqueued_again() {
        NewTask task = TaskDraft.of("work").as(queue.newId());
        assertThat(queue.enqueueAll(List.of(task)).get(0).kind()).isEqualTo(EnqueueAnswer.Kind.CREATED);
        assertThat(queue.enqueueAll(List.of(task)).get(0).kind()).isEqualTo(EnqueueAnswer.Kind.DUPLICATE_ID);
        assertThat(queue.enqueueAll(List.of())).isEmpty();
        assertThat(queue.enqueue(List.of())).isEmpty();
    }

    @Test
    void a_draft_goes_to_the_queues_workspace_and_never_elsewhere() {
        TaskQueue other = taskport.queue(OTHER);
        TaskId id = other.enqueue(TaskDraft.of("work").dependsOn(List.of()).delay(Duration.ofHours(1)))
                .id();
        assertThat(other.find(id)).hasValueSatisfying(task -> {
            assertThat(task.workspace()).isEqualTo(OTHER);
            assertThat(task.state().runAfter()).isEqualTo(clock.instant().plus(Duration.ofHours(1)));
        });
        assertThat(queue.find(id)).isEmpty();
        refused(
                ErrorCode.INVALID_REQUEST,
                () -> queue.enqueue(TaskDraft.of("work").workspace(OTHER)));
        refused(
                ErrorCode.INVALID_REQUEST,
                () -> other.enqueueAll(List.of(TaskDraft.of("work").as(queue.newId()))));
        refused(ErrorCode.INVALID_REQUEST, () -> queue.list(TaskQuery.all(OTHER)));
    }

    @Test
    void references_are_ids_first_and_external_ids_then() {
        TaskId first = enqueued(TaskDraft.of("work"));
        TaskId second = enqueued(TaskDraft.of("work").externalId(new ExternalId("T-1")));
        TaskId third = enqueued(TaskDraft.of("work").externalId(new ExternalId(first.toString())));
        assertThat(queue.find(first.toString())).map(Task::id).contains(first);
        assertThat(queue.find(first.toString().toLowerCase(java.util.Locale.ROOT)))
                .map(Task::id)
                .contains(first);
        assertThat(queue.find("T-1")).map(Task::id).contains(second);
        assertThat(queue.find("  ")).isEmpty();
        assertThat(queue.find("T-2")).isEmpty();
        assertThat(status(third)).isEqualTo(TaskStatus.QUEUED);
    }

    @Test
    void a_key_finds_its_task() {
        TaskId id = enqueued(TaskDraft.of("work").key("k"));
        assertThat(queue.enqueue(TaskDraft.of("work").key("k")).id()).isEqualTo(id);
        assertThat(queue.find(new IdempotencyKey("k"))).map(Task::id).contains(id);
    }

    @Test
    void all_reads_page_by_page_and_only_as_far_as_asked() {
        List<TaskDraft> drafts = new ArrayList<>();
        for (int i = 0; i < 2500; i++) {
            drafts.add(TaskDraft.of("work"));
        }
        List<TaskId> ids = queue.enqueue(drafts).stream().map(EnqueueAnswer::id).toList();
        assertThat(queue.all(TaskQuery.all(Workspace.DEFAULT)).map(Task::id)).containsExactlyElementsOf(ids);
        long before = faulty.count("list");
        assertThat(queue.all(TaskQuery.all(Workspace.DEFAULT)).limit(10)).hasSize(10);
        assertThat(faulty.count("list") - before).isEqualTo(1);
    }

    @Test
    void asynchronous_tasks_are_stored_and_answered_each() {
        List<CompletableFuture<EnqueueAnswer>> answers = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            answers.add(queue.enqueueAsync(TaskDraft.of("work")));
        }
        assertThat(answers.stream()
                        .map(CompletableFuture::join)
                        .map(EnqueueAnswer::id)
                        .distinct())
                .hasSize(3000);
        assertThat(queue.stats().total()).isEqualTo(3000);
        assertThat(faulty.count("enqueue")).isLessThan(3000);
    }

    @Test
    void an_asynchronous_task_that_is_refused_spoils_no_other() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        faulty.around((method, call) -> {
            if (method.equals("enqueue")) {
                first.countDown();
                go.await();
            }
            return call.proceed();
        });
        queue.pause(Pause.Gate.INTAKE, new TaskType("closed"));
        List<CompletableFuture<EnqueueAnswer>> good =
                new ArrayList<>(List.of(queue.enqueueAsync(TaskDraft.of("open"))));
        assertThat(first.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        CompletableFuture<EnqueueAnswer> bad = queue.enqueueAsync(TaskDraft.of("closed"));
        good.add(queue.enqueueAsync(TaskDraft.of("open")));
        go.countDown();
        good.forEach(CompletableFuture::join);
        assertThatThrownBy(bad::join).isInstanceOf(CompletionException.class).hasMessageContaining("paused");
        assertThat(queue.stats().total()).isEqualTo(2);
    }

    @Test
    void closing_stores_what_waits() {
        CompletableFuture<EnqueueAnswer> answer = queue.enqueueAsync(TaskDraft.of("work"));
        taskport.close();
        assertThat(answer).isCompleted();
        assertThat(answer.join().kind()).isEqualTo(EnqueueAnswer.Kind.CREATED);
    }

    @Test
    void await_answers_the_task_as_it_is_when_the_time_is_over() throws Exception {
        TaskId id = enqueued(TaskDraft.of("work"));
        assertThat(queue.await(id, Duration.ZERO).status()).isEqualTo(TaskStatus.QUEUED);
        refused(ErrorCode.NOT_FOUND, () -> {
            try {
                queue.await(queue.newId(), SOON);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void operators_commands_reach_the_store_and_lost_races_are_answers() {
        TaskId id = enqueued(TaskDraft.of("work"));
        assertThat(queue.hold(id).kind()).isEqualTo(ControlAnswer.Kind.APPLIED);
        assertThat(status(id)).isEqualTo(TaskStatus.HELD);
        assertThat(queue.unhold(id).status()).isEqualTo(TaskStatus.QUEUED);
        assertThat(queue.replay(id).kind()).isEqualTo(ControlAnswer.Kind.NOT_ALLOWED);
        assertThat(queue.edit(TaskEdit.of(id, 0).priority(new Priority(3))).kind())
                .isEqualTo(ControlAnswer.Kind.APPLIED);
        assertThat(queue.edit(TaskEdit.of(id, 0).priority(new Priority(4))).kind())
                .isEqualTo(ControlAnswer.Kind.VERSION_CONFLICT);
        assertThat(queue.cancel(id).status()).isEqualTo(TaskStatus.CANCELLED);
        assertThat(queue.cancel(queue.newId()).kind()).isEqualTo(ControlAnswer.Kind.NOT_FOUND);
        assertThat(queue.replay(id).status()).isEqualTo(TaskStatus.QUEUED);
    }

    @Test
    void a_dead_letter_is_replayed_and_completes() throws Exception {
        boolean[] broken = {true};
        taskport.workers()
                .handle("work", (payload, context) -> {
                    if (broken[0]) {
                        throw new PermanentFailure("no");
                    }
                    return null;
                })
                .start();
        TaskId id = enqueued(TaskDraft.of("work"));
        assertThat(queue.await(id, SOON).status()).isEqualTo(TaskStatus.DEAD);
        broken[0] = false;
        queue.replay(id);
        assertThat(queue.await(id, SOON).status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(queue.find(id).orElseThrow().state().failures()).hasSize(1);
    }

    @Test
    void paused_intake_refuses_and_paused_claims_keep_waiting() throws Exception {
        WorkerPool pool =
                taskport.workers().handle("work", (payload, context) -> null).start();
        queue.pause(Pause.Gate.CLAIMS);
        assertThat(queue.pauses()).containsExactly(Pause.workspace(Pause.Gate.CLAIMS, Workspace.DEFAULT));
        TaskId id = enqueued(TaskDraft.of("work"));
        assertThat(pool.awaitIdle(SOON)).isTrue();
        assertThat(status(id)).isEqualTo(TaskStatus.QUEUED);
        queue.pause(Pause.Gate.INTAKE);
        refused(ErrorCode.INTAKE_PAUSED, () -> queue.enqueue(TaskDraft.of("work")));
        queue.resume(Pause.Gate.CLAIMS);
        queue.resume(Pause.Gate.INTAKE);
        assertThat(queue.await(id, SOON).status()).isEqualTo(TaskStatus.COMPLETED);
        queue.pause(Pause.Gate.CLAIMS, new TaskType("work"));
        queue.resume(Pause.Gate.CLAIMS, new TaskType("work"));
        assertThat(queue.pauses()).isEmpty();
    }

    @Test
    void draining_closes_intake_and_waits_for_what_is_due_and_what_runs() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        CountDownLatch entered = new CountDownLatch(1);
        taskport.workers()
                .concurrency(1)
                .handle("work", (payload, context) -> {
                    entered.countDown();
                    open.await();
                    return null;
                })
                .start();
        TaskId first = enqueued(TaskDraft.of("work"));
        TaskId second = enqueued(TaskDraft.of("work").dependsOn(first));
        TaskId future = enqueued(TaskDraft.of("work").delay(Duration.ofDays(1)));
        TaskId held = enqueued(TaskDraft.of("work").held());
        assertThat(entered.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(queue.drain(Duration.ofMillis(1))).isFalse();
        refused(ErrorCode.INTAKE_PAUSED, () -> queue.enqueue(TaskDraft.of("work")));
        open.countDown();
        assertThat(queue.drain(SOON)).isTrue();
        assertThat(status(first)).isEqualTo(TaskStatus.COMPLETED);
        assertThat(status(second)).isEqualTo(TaskStatus.COMPLETED);
        assertThat(status(future)).isEqualTo(TaskStatus.QUEUED);
        assertThat(status(held)).isEqualTo(TaskStatus.HELD);
    }

    @Test
    void what_is_due_and_has_no_worker_is_not_drained() throws Exception {
        enqueued(TaskDraft.of("work"));
        assertThat(queue.drain(Duration.ZERO)).isFalse();
        clock.advance(Duration.ofDays(1));
        assertThat(queue.drain(Duration.ZERO)).isFalse();
    }

    @Test
    void a_task_runs_after_those_it_depends_on() throws Exception {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        TaskId a = queue.newId();
        TaskId b = queue.newId();
        TaskId c = queue.newId();
        queue.enqueueAll(List.of(
                TaskDraft.of("step").payload("1").as(a),
                TaskDraft.of("step").payload("2").dependsOn(a).priority(0).as(b),
                TaskDraft.of("step").payload("3").dependsOn(a, b).priority(0).as(c)));
        assertThat(queue.dependants(a)).containsExactly(b, c);
        taskport.workers()
                .concurrency(4)
                .handle("step", (payload, context) -> {
                    order.add(payload.text());
                    return null;
                })
                .start();
        assertThat(queue.await(c, SOON).status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(order).containsExactly("1", "2", "3");
    }

    @Test
    void everything_that_happens_is_told_in_order_and_a_failing_listener_harms_nobody() throws Exception {
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        taskport.listener(event -> {
            throw new IllegalStateException("on purpose");
        });
        taskport.listener(event -> told.add(event.kind() + (event.error() == null ? "" : "!")));
        boolean[] broken = {true};
        taskport.workers()
                .handle("work", (payload, context) -> {
                    if (broken[0]) {
                        throw new PermanentFailure("no");
                    }
                    return null;
                })
                .start();
        TaskId id = enqueued(TaskDraft.of("work").held());
        queue.unhold(id);
        queue.await(id, SOON);
        broken[0] = false;
        queue.replay(id);
        queue.await(id, SOON);
        org.awaitility.Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(told)
                        .containsExactlyInAnyOrder(
                                "ENQUEUED", "UNHELD", "CLAIMED", "DEAD!", "REPLAYED", "CLAIMED", "COMPLETED"));
        assertThat(told).containsSubsequence("ENQUEUED", "CLAIMED", "DEAD!", "CLAIMED", "COMPLETED");
    }
}
