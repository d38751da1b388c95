package dev.taskport.engine;

import static dev.taskport.engine.TestStore.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.Lease;
import dev.taskport.domain.RetryPolicy;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.TaskportException;
import dev.taskport.domain.Workspace;
import dev.taskport.port.LogLevel;
import dev.taskport.port.LogLine;
import dev.taskport.port.commit.HandlerThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkerPoolTest extends EngineBench {

    private static final RetryPolicy AT_ONCE = RetryPolicy.fixed(Duration.ofMillis(1));

    private void finishes(TaskId id, TaskStatus status) throws InterruptedException {
        assertThat(queue.await(id, SOON).status()).isEqualTo(status);
    }

    /** A handler that says when it runs and stays until it is told or interrupted. */
    private static final class Gate {
        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch open = new CountDownLatch(1);
        final CountDownLatch interrupted = new CountDownLatch(1);

        Object pass() throws InterruptedException {
            entered.countDown();
            try {
                open.await();
                return "passed";
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
        }

        void entered() throws InterruptedException {
            assertThat(entered.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }

        void interrupted() throws InterruptedException {
            assertThat(interrupted.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whatever_a_handler_throws_the_pool_goes_on() throws Exception {
        taskport.workers()
                .concurrency(2)
                .handle("overflow", (payload, context) -> overflow(1))
                .handle("memory", (payload, context) -> {
                    throw new OutOfMemoryError("on purpose");
                })
                .handle("death", (payload, context) -> {
                    throw new LinkageError("on purpose");
                })
                .handle("interrupts-itself", (payload, context) -> {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("on purpose");
                })
                .handle("number", Integer.class, (payload, context) -> null)
                .handle("good", (payload, context) -> null)
                .start();
        List<TaskId> bad = new ArrayList<>();
        for (String type : List.of("overflow", "memory", "death", "interrupts-itself", "number")) {
            bad.add(queue.enqueue(TaskDraft.of(type).maxAttempts(1)).id());
        }
        for (TaskId id : bad) {
            finishes(id, TaskStatus.DEAD);
        }
        finishes(enqueued("good"), TaskStatus.COMPLETED);
    }

    private static int overflow(int depth) {
        return depth == 0 ? 0 : overflow(depth + 1) + 1;
    }

    @Test
    void a_payload_that_cannot_be_read_buries_its_task_and_is_quoted_nowhere() throws Exception {
        PayloadCodec quoting = new PayloadCodec() {
            @Override
            public <P> P decode(JsonText payload, Class<P> type) {
                throw new IllegalArgumentException("cannot read " + payload.text());
            }

            @Override
            public JsonText encode(Object value) {
                throw new AssertionError("nothing is answered");
            }
        };
        taskport.workers()
                .codec(quoting)
                .handle("text", String.class, (payload, context) -> null)
                .start();
        TaskId id = queue.enqueue(TaskDraft.of("text").payload("{\"secret\":\"hunter2\"}"))
                .id();
        finishes(id, TaskStatus.DEAD);
        Task task = queue.find(id).orElseThrow();
        assertThat(task.state().attempt()).isEqualTo(1);
        assertThat(task.state().failures().get(0).error())
                .contains("cannot be read as java.lang.String")
                .doesNotContain("hunter2");
    }

    @Test
    void a_cancelled_task_interrupts_its_handler_at_once() throws Exception {
        Gate gate = new Gate();
        AtomicBoolean cancelled = new AtomicBoolean();
        taskport.workers()
                .handle("long", (payload, context) -> {
                    try {
                        return gate.pass();
                    } finally {
                        cancelled.set(context.cancelled());
                    }
                })
                .start();
        TaskId id = enqueued("long");
        gate.entered();
        queue.cancel(id);
        gate.interrupted();
        await().atMost(SOON).untilTrue(cancelled);
        assertThat(status(id)).isEqualTo(TaskStatus.CANCELLED);
    }

    @Test
    void a_task_cancelled_by_another_process_interrupts_its_handler_when_the_lease_is_renewed() throws Exception {
        Gate gate = new Gate();
        taskport.workers()
                .lease(Duration.ofSeconds(5))
                .handle("long", (payload, context) -> gate.pass())
                .start();
        TaskId id = enqueued("long");
        gate.entered();
        faulty.real().control().cancel(Workspace.DEFAULT, List.of(id));
        clock.advance(Duration.ofSeconds(2));
        gate.interrupted();
    }

    @Test
    void an_interrupt_meant_for_one_task_does_not_reach_the_next_on_the_same_thread() throws Exception {
        Gate gate = new Gate();
        AtomicBoolean interrupted = new AtomicBoolean();
        taskport.workers()
                .concurrency(1)
                .handle("deaf", (payload, context) -> {
                    gate.entered.countDown();
                    while (gate.open.getCount() > 0) {
                        Thread.onSpinWait();
                    }
                    return null;
                })
                .handle("next", (payload, context) -> {
                    interrupted.set(Thread.currentThread().isInterrupted());
                    return null;
                })
                .start();
        TaskId deaf = enqueued("deaf");
        gate.entered();
        TaskId next = enqueued("next");
        queue.cancel(deaf);
        gate.open.countDown();
        finishes(next, TaskStatus.COMPLETED);
        assertThat(interrupted).isFalse();
    }

    @Test
    void stopping_lets_running_handlers_finish_within_the_grace() throws Exception {
        Gate gate = new Gate();
        CompletableFuture<TaskContext> context = new CompletableFuture<>();
        WorkerPool pool = taskport.workers()
                .handle("long", (payload, given) -> {
                    context.complete(given);
                    return gate.pass();
                })
                .start();
        TaskId id = enqueued("long");
        gate.entered();
        assertThat(context.join().cancelled()).isFalse();
        FutureTask<Boolean> stopping = new FutureTask<>(() -> pool.stop(SOON));
        new Thread(stopping).start();
        await().atMost(SOON).until(() -> pool.state().phase() == WorkerState.Phase.STOPPING);
        await().atMost(SOON).until(() -> context.join().cancelled());
        TaskId late = enqueued("long");
        gate.open.countDown();
        assertThat(stopping.get(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(pool.state().phase()).isEqualTo(WorkerState.Phase.STOPPED);
        assertThat(status(id)).isEqualTo(TaskStatus.COMPLETED);
        assertThat(status(late)).isEqualTo(TaskStatus.QUEUED);
    }

    @Test
    void stopping_interrupts_after_the_grace_and_gives_back_without_counting_the_attempt() throws Exception {
        Gate gate = new Gate();
        WorkerPool pool = taskport.workers()
                .handle("long", (payload, context) -> gate.pass())
                .start();
        TaskId id = enqueued("long");
        gate.entered();
        assertThat(pool.stop(Duration.ZERO)).isFalse();
        gate.interrupted();
        Task task = queue.find(id).orElseThrow();
        assertThat(task.status()).isEqualTo(TaskStatus.QUEUED);
        assertThat(task.state().attempt()).isZero();
        assertThat(task.state().leaseEpoch()).isEqualTo(1);
    }

    @Test
    void a_handler_that_ignores_everything_loses_its_task_and_can_settle_nothing() throws Exception {
        Gate gate = new Gate();
        CountDownLatch ended = new CountDownLatch(1);
        WorkerPool pool = taskport.workers()
                .handle("deaf", (payload, context) -> {
                    gate.entered.countDown();
                    while (gate.open.getCount() > 0) {
                        Thread.onSpinWait();
                    }
                    ended.countDown();
                    return "too late";
                })
                .start();
        TaskId id = enqueued("deaf");
        gate.entered();
        assertThat(pool.stop(Duration.ZERO)).isFalse();
        assertThat(status(id)).isEqualTo(TaskStatus.QUEUED);
        gate.open.countDown();
        assertThat(ended.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(status(id)).isEqualTo(TaskStatus.QUEUED);
        assertThat(queue.find(id).orElseThrow().state().result()).isNull();
    }

    @Test
    void stopping_gives_back_what_has_not_begun() throws Exception {
        Gate gate = new Gate();
        WorkerPool pool = taskport.workers()
                .concurrency(1)
                .handle("quick", (payload, context) -> null)
                .handle("long", (payload, context) -> gate.pass())
                .strategy(SchedulingStrategy.FIFO)
                .start();
        // Quick tasks make the pool take some ahead.
        for (int i = 0; i < 50; i++) {
            enqueued("quick");
        }
        assertThat(pool.awaitIdle(SOON)).isTrue();
        List<TaskDraft> drafts = new ArrayList<>(List.of(TaskDraft.of("long")));
        for (int i = 0; i < 20; i++) {
            drafts.add(TaskDraft.of("quick"));
        }
        queue.enqueue(drafts);
        gate.entered();
        await().atMost(SOON).until(() -> pool.running() > 1);
        CompletableFuture<Boolean> stopped = CompletableFuture.supplyAsync(() -> pool.stop(SOON));
        await().atMost(SOON).until(() -> queue.stats().count(TaskStatus.QUEUED) == 20);
        assertThat(queue.stats().count(TaskStatus.LEASED)).isEqualTo(1);
        gate.open.countDown();
        assertThat(stopped.join()).isTrue();
        assertThat(queue.stats().count(TaskStatus.QUEUED)).isEqualTo(20);
    }

    @Test
    void an_outage_pauses_the_pool_and_it_resumes_by_itself() throws Exception {
        AtomicInteger ran = new AtomicInteger();
        WorkerPool pool = taskport.workers()
                .handle("work", (payload, context) -> ran.incrementAndGet() + "")
                .start();
        assertThat(pool.state().phase()).isEqualTo(WorkerState.Phase.RUNNING);
        faulty.unavailable(Integer.MAX_VALUE, "claim", "exchange", "settle", "held", "renew");
        TaskId id = enqueued("work");
        await().atMost(SOON).until(() -> pool.state().phase() == WorkerState.Phase.PAUSED_BY_OUTAGE);
        assertThat(pool.state().cause()).contains("The test says that the store is away");
        assertThat(pool.state().since()).isEqualTo(clock.instant());
        assertThat(ran).hasValue(0);
        faulty.heal();
        finishes(id, TaskStatus.COMPLETED);
        assertThat(pool.state().phase()).isEqualTo(WorkerState.Phase.RUNNING);
        assertThat(pool.state().cause()).isNull();
    }

    @Test
    void after_a_jump_of_the_clock_nothing_is_taken_on_for_the_time_of_a_lease() throws Exception {
        Gate gate = new Gate();
        taskport.workers()
                .concurrency(2)
                .withoutJanitor()
                .handle("long", (payload, context) -> gate.pass())
                .handle("delayed", (payload, context) -> null)
                .start();
        TaskId running = enqueued("long");
        gate.entered();
        TaskId delayed = queue.enqueue(TaskDraft.of("delayed").delay(Duration.ofHours(1)))
                .id();
        clock.set(clock.instant().plus(Duration.ofHours(1)));
        gate.open.countDown();
        finishes(running, TaskStatus.COMPLETED);
        assertThat(status(delayed)).isEqualTo(TaskStatus.QUEUED);
        clock.advance(Lease.DEFAULT);
        finishes(delayed, TaskStatus.COMPLETED);
    }

    @Test
    void a_backend_that_throws_errors_is_an_outage_too() throws Exception {
        taskport.workers().handle("work", (payload, context) -> null).start();
        faulty.broken(3, "claim", "held");
        finishes(enqueued("work"), TaskStatus.COMPLETED);
    }

    @Test
    void the_end_of_a_task_survives_an_outage_that_began_while_it_ran() throws Exception {
        Gate gate = new Gate();
        AtomicInteger ran = new AtomicInteger();
        WorkerPool pool = taskport.workers()
                .handle("long", (payload, context) -> {
                    ran.incrementAndGet();
                    return gate.pass();
                })
                .start();
        TaskId id = enqueued("long");
        gate.entered();
        faulty.unavailable(Integer.MAX_VALUE, "claim", "exchange", "settle", "held", "renew");
        gate.open.countDown();
        await().atMost(SOON).until(() -> pool.running() == 0);
        assertThat(status(id)).isEqualTo(TaskStatus.LEASED);
        faulty.heal();
        finishes(id, TaskStatus.COMPLETED);
        assertThat(ran).hasValue(1);
    }

    @Test
    void unknown_outcomes_at_random_lose_nothing_and_run_nothing_twice() throws Exception {
        Set<String> ran = ConcurrentHashMap.newKeySet();
        AtomicInteger twice = new AtomicInteger();
        WorkerPool pool = taskport.workers()
                .concurrency(4)
                .prefetch(20)
                .handle("work", (payload, context) -> {
                    if (!ran.add(payload.text())) {
                        twice.incrementAndGet();
                    }
                    return null;
                })
                .start();
        AtomicInteger calls = new AtomicInteger();
        faulty.around((method, call) -> {
            boolean leasing = Set.of("claim", "exchange", "settle", "held").contains(method);
            int number = leasing ? calls.incrementAndGet() : 1;
            if (number % 7 == 0) {
                throw ErrorCode.UNAVAILABLE.error("Away.");
            }
            var answer = call.proceed();
            if (number % 5 == 0) {
                throw ErrorCode.OUTCOME_UNKNOWN.error("Nobody knows.");
            }
            return answer;
        });
        for (int i = 0; i < 300; i++) {
            queue.enqueue(TaskDraft.of("work").payload("" + i));
        }
        assertThat(pool.awaitIdle(SOON.multipliedBy(3))).isTrue();
        assertThat(queue.stats().count(TaskStatus.COMPLETED)).isEqualTo(300);
        assertThat(ran).hasSize(300);
        assertThat(twice).hasValue(0);
    }

    @Test
    void a_pool_is_not_idle_while_a_task_is_on_its_way_to_it() throws Exception {
        CountDownLatch claimed = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        faulty.around((method, call) -> {
            var answer = call.proceed();
            if (method.equals("claim") && answer instanceof List<?> tasks && !tasks.isEmpty()) {
                claimed.countDown();
                go.await();
            }
            return answer;
        });
        WorkerPool pool =
                taskport.workers().handle("work", (payload, context) -> null).start();
        TaskId id = enqueued("work");
        assertThat(claimed.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(pool.running()).isZero();
        assertThat(pool.awaitIdle(Duration.ZERO)).isFalse();
        go.countDown();
        assertThat(pool.awaitIdle(SOON)).isTrue();
        assertThat(status(id)).isEqualTo(TaskStatus.COMPLETED);
    }

    @Test
    void as_many_handlers_run_at_once_as_asked_for_and_no_more() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch open = new CountDownLatch(1);
        WorkerPool pool = taskport.workers()
                .concurrency(3)
                .handle("quick", (payload, context) -> null)
                .handle("work", (payload, context) -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    open.await();
                    running.decrementAndGet();
                    return null;
                })
                .start();
        // After a quick one the pool takes tasks ahead, so that there is more to run than threads.
        finishes(enqueued("quick"), TaskStatus.COMPLETED);
        for (int i = 0; i < 30; i++) {
            enqueued("work");
        }
        await().atMost(SOON).until(() -> pool.running() == 30 && most.get() >= 3);
        open.countDown();
        assertThat(pool.awaitIdle(SOON)).isTrue();
        assertThat(most).hasValue(3);
    }

    @Test
    void a_probe_is_answered_by_every_pool() throws Exception {
        taskport.workers().start();
        finishes(queue.enqueue(TaskDraft.of(TaskType.PROBE)).id(), TaskStatus.COMPLETED);
    }

    @Test
    void reserved_and_repeated_types_are_refused() {
        WorkerPoolBuilder workers = taskport.workers().handle("work", (payload, context) -> null);
        for (String type : List.of("work", "taskport.probe", "taskport.mine")) {
            assertThatThrownBy(() -> workers.handle(type, (payload, context) -> null))
                    .isInstanceOfSatisfying(
                            TaskportException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
                    .hasMessageContaining(type);
        }
        assertThatThrownBy(() -> workers.concurrency(0)).isInstanceOf(TaskportException.class);
        assertThatThrownBy(() -> workers.prefetch(-1)).hasMessageContaining("A prefetch of -1 is less than none");
        assertThatThrownBy(() -> workers.lease(Duration.ofSeconds(4))).isInstanceOf(TaskportException.class);
    }

    @Test
    void an_unknown_type_stays_and_capabilities_decide() throws Exception {
        WorkerPool pool = taskport.workers()
                .offer("format", "mp4.*")
                .handle("encode", (payload, context) -> null)
                .start();
        TaskId foreign = enqueued("foreign");
        TaskId met = queue.enqueue(TaskDraft.of("encode").require("format", "mp4.h264"))
                .id();
        TaskId unmet =
                queue.enqueue(TaskDraft.of("encode").require("format", "avi")).id();
        finishes(met, TaskStatus.COMPLETED);
        assertThat(pool.awaitIdle(SOON)).isTrue();
        assertThat(status(foreign)).isEqualTo(TaskStatus.QUEUED);
        assertThat(status(unmet)).isEqualTo(TaskStatus.QUEUED);
    }

    @Test
    void a_failed_task_is_tried_again_as_its_policy_says_and_ends_dead() throws Exception {
        taskport.workers()
                .retry(AT_ONCE)
                .handle("fails", (payload, context) -> {
                    throw new IllegalStateException("attempt " + context.attempt());
                })
                .start();
        TaskId id = queue.enqueue(TaskDraft.of("fails").maxAttempts(3)).id();
        for (int attempt = 1; attempt < 3; attempt++) {
            int failed = attempt;
            await().atMost(SOON)
                    .until(() -> queue.find(id).orElseThrow().state().failures().size() == failed
                            && status(id) == TaskStatus.QUEUED);
            clock.advance(Duration.ofMillis(1));
        }
        finishes(id, TaskStatus.DEAD);
        assertThat(queue.find(id).orElseThrow().state().failures())
                .extracting(failure -> failure.error().lines().findFirst().orElseThrow())
                .containsExactly(
                        "java.lang.IllegalStateException: attempt 1",
                        "java.lang.IllegalStateException: attempt 2",
                        "java.lang.IllegalStateException: attempt 3");
    }

    @Test
    void what_a_handler_says_is_kept_with_its_task() throws Exception {
        Gate gate = new Gate();
        taskport.workers()
                .handle("talks", (payload, context) -> {
                    context.progress(40, "almost half");
                    context.log(LogLevel.INFO, "one");
                    context.log(LogLevel.WARN, "two");
                    assertThat(context.leaseLeft()).isPositive();
                    return gate.pass();
                })
                .start();
        TaskId id = enqueued("talks");
        gate.entered();
        assertThat(queue.find(id).orElseThrow().state().progress())
                .isEqualTo(new dev.taskport.domain.Progress(40, "almost half"));
        assertThat(queue.log(id)).extracting(LogLine::message).containsExactly("one", "two");
        gate.open.countDown();
        finishes(id, TaskStatus.COMPLETED);
    }

    @Test
    void what_a_handler_says_during_an_outage_costs_the_words_and_not_the_task() throws Exception {
        faulty.unavailable(2, "progress", "append");
        taskport.workers()
                .handle("talks", (payload, context) -> {
                    context.progress(40, null);
                    context.log(LogLevel.INFO, "one");
                    return null;
                })
                .start();
        finishes(enqueued("talks"), TaskStatus.COMPLETED);
    }

    @Test
    void saying_something_under_a_lost_lease_stops_the_handler() throws Exception {
        Gate gate = new Gate();
        CountDownLatch stopped = new CountDownLatch(1);
        taskport.workers()
                .handle("talks", (payload, context) -> {
                    gate.pass();
                    context.log(LogLevel.INFO, "too late");
                    if (context.cancelled() && Thread.interrupted()) {
                        stopped.countDown();
                    }
                    context.stopIfCancelled();
                    return null;
                })
                .start();
        TaskId id = enqueued("talks");
        gate.entered();
        faulty.real().control().cancel(Workspace.DEFAULT, List.of(id));
        gate.open.countDown();
        assertThat(stopped.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(queue.log(id)).isEmpty();
    }

    @Test
    void stopping_twice_is_stopping_once_and_the_register_forgets() {
        WorkerPool pool = taskport.workers().name("mill").start();
        assertThat(pool.id().value()).startsWith("mill-");
        await().atMost(SOON).until(() -> taskport.workerRegistry().workers().size() == 1);
        pool.close();
        pool.close();
        assertThat(taskport.workerRegistry().workers()).isEmpty();
        assertThat(pool.state().phase()).isEqualTo(WorkerState.Phase.STOPPED);
    }

    @Test
    void stopping_during_an_outage_ends_although_nothing_can_be_settled() throws Exception {
        Gate gate = new Gate();
        WorkerPool pool = taskport.workers()
                .handle("long", (payload, context) -> gate.pass())
                .start();
        enqueued("long");
        gate.entered();
        faulty.unavailable(Integer.MAX_VALUE, "claim", "exchange", "settle", "held", "renew", "write");
        gate.open.countDown();
        assertThat(pool.stop(SOON)).isFalse();
        assertThat(pool.state().phase()).isEqualTo(WorkerState.Phase.STOPPED);
    }

    @Test
    void virtual_threads_run_tasks_where_this_java_has_them() throws Exception {
        WorkerPoolBuilder workers = taskport.workers()
                .concurrency(100)
                .virtualThreads()
                .handle("work", (payload, context) -> Thread.currentThread().getName());
        if (Runtime.version().feature() < 21) {
            assertThatThrownBy(workers::start)
                    .isInstanceOfSatisfying(
                            TaskportException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED));
            return;
        }
        WorkerPool pool = workers.start();
        TaskId id = enqueued("work");
        finishes(id, TaskStatus.COMPLETED);
        assertThat(queue.find(id).orElseThrow().state().result()).isNotNull();
        assertThat(threads(pool.id().value())).noneMatch(name -> name.contains("-handler-"));
    }

    @Test
    void handlers_run_on_threads_that_backends_leave_alone() throws Exception {
        taskport.workers()
                .handle("work", (payload, context) -> String.valueOf(Thread.currentThread() instanceof HandlerThread))
                .start();
        TaskId id = enqueued("work");
        finishes(id, TaskStatus.COMPLETED);
        assertThat(queue.find(id).orElseThrow().state().result()).isEqualTo(JsonText.of("\"true\""));
    }

    @Test
    void a_listener_is_told_while_its_pool_runs_and_neither_before_nor_afterwards() throws Exception {
        List<TaskHappening.Kind> told = new CopyOnWriteArrayList<>();
        WorkerPoolBuilder workers =
                taskport.workers().listener(event -> told.add(event.kind())).handle("work", (payload, context) -> null);
        TaskId before = enqueued("work");
        assertThat(told).as("nothing runs yet").isEmpty();
        WorkerPool pool = workers.start();
        finishes(before, TaskStatus.COMPLETED);
        pool.close();
        assertThat(told).containsExactly(TaskHappening.Kind.CLAIMED, TaskHappening.Kind.COMPLETED);
        enqueued("work");
        assertThat(told).hasSize(2);
    }

    @Test
    void threads_end_with_their_pool() {
        WorkerPool pool = taskport.workers().name("mortal").start();
        assertThat(threads("mortal")).isNotEmpty();
        pool.close();
        await().atMost(SOON).untilAsserted(() -> assertThat(threads("mortal")).isEmpty());
    }

    private static List<String> threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(thread -> thread.startsWith("taskport-" + name))
                .toList();
    }
}
