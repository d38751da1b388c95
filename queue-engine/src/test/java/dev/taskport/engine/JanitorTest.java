package dev.taskport.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.taskport.domain.Lease;
import dev.taskport.domain.Retention;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JanitorTest extends EngineBench {

    private void enqueueAndClaim(int count) {
        List<TaskDraft> drafts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            drafts.add(TaskDraft.of("work"));
        }
        queue.enqueue(drafts);
        assertThat(taskport.backend().leasing().claim(claim(count, Lease.DEFAULT)))
                .hasSize(count);
    }

    @Test
    void tasks_of_a_dead_worker_are_taken_back_however_many_they_are() {
        List<TaskHappening.Kind> told = new ArrayList<>();
        enqueueAndClaim(1234);
        taskport.listener(event -> told.add(event.kind()));
        assertThat(taskport.janitor().runOnce().reclaimed()).isZero();
        clock.advance(Lease.DEFAULT);
        assertThat(taskport.janitor().runOnce().reclaimed()).isEqualTo(1234);
        assertThat(queue.stats().count(TaskStatus.QUEUED)).isEqualTo(1234);
        assertThat(told).hasSize(1234).containsOnly(TaskHappening.Kind.RECLAIMED);
    }

    @Test
    void a_running_janitor_takes_back_and_one_process_prunes() {
        enqueueAndClaim(1);
        TaskId old = queue.enqueue(TaskDraft.of("work")).id();
        queue.cancel(old);
        clock.advance(Duration.ofDays(7));
        try (Taskport second = Taskport.over(taskport.backend().current(), clock)) {
            taskport.janitor().start();
            taskport.janitor().start();
            await().atMost(TestStore.SOON).until(() -> queue.stats().count(TaskStatus.LEASED) == 0);
            await().atMost(TestStore.SOON).until(() -> queue.find(old).isEmpty());
            assertThat(second.janitor().runOnce().led()).isFalse();
            taskport.janitor().close();
            assertThat(second.janitor().runOnce().led()).isTrue();
        }
    }

    @Test
    void what_a_person_wants_kept_is_kept() {
        TaskId cancelled = queue.enqueue(TaskDraft.of("work")).id();
        queue.cancel(cancelled);
        clock.advance(Duration.ofDays(10_000));
        taskport.janitor().retention(new Retention(null, null, null, null));
        assertThat(taskport.janitor().runOnce()).isEqualTo(new JanitorReport(0, true, 0, 0, 0));
        taskport.janitor().retention(Retention.DEFAULT);
        assertThat(taskport.janitor().runOnce().pruned()).isEqualTo(1);
    }

    @Test
    void the_janitor_runs_while_any_pool_does_and_survives_outages() {
        faulty.unavailable(1, "reclaimExpired");
        WorkerPool first = taskport.workers().start();
        WorkerPool second = taskport.workers().start();
        assertThat(janitors()).isEqualTo(1);
        first.close();
        assertThat(janitors()).isEqualTo(1);
        await().atMost(TestStore.SOON).until(() -> faulty.count("reclaimExpired") > 1);
        second.close();
        assertThat(janitors()).isZero();
        try (WorkerPool without = taskport.workers().withoutJanitor().start()) {
            assertThat(without.running()).isZero();
            assertThat(janitors()).isZero();
        }
    }

    private static long janitors() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("taskport-janitor"))
                .count();
    }

    @Test
    void a_wall_clock_that_jumps_ahead_costs_no_live_worker_its_task() throws Exception {
        java.util.concurrent.CountDownLatch entered = new java.util.concurrent.CountDownLatch(1);
        java.util.concurrent.CountDownLatch open = new java.util.concurrent.CountDownLatch(1);
        Janitor janitor = taskport.janitor();
        taskport.workers()
                .withoutJanitor()
                .handle("work", (payload, context) -> {
                    entered.countDown();
                    open.await();
                    return null;
                })
                .start();
        TaskId id = queue.enqueue(TaskDraft.of("work")).id();
        assertThat(entered.await(20, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        janitor.beat();
        clock.set(clock.instant().plus(Duration.ofHours(1)));
        janitor.beat();
        assertThat(queue.find(id).map(Task::status)).contains(TaskStatus.LEASED);
        clock.advance(Lease.DEFAULT.dividedBy(3));
        await().atMost(TestStore.SOON).until(() -> faulty.count("renew") > 0);
        clock.advance(Lease.DEFAULT.dividedBy(3));
        await().atMost(TestStore.SOON).until(() -> faulty.count("renew") > 1);
        clock.advance(Lease.DEFAULT.dividedBy(3).plusMillis(2));
        await().atMost(TestStore.SOON).until(() -> faulty.count("renew") > 2);
        janitor.beat();
        assertThat(queue.find(id).map(Task::status)).contains(TaskStatus.LEASED);
        open.countDown();
        assertThat(queue.await(id, TestStore.SOON).status()).isEqualTo(TaskStatus.COMPLETED);
    }

    @Test
    void after_a_jump_of_the_wall_clock_dead_workers_are_still_found_a_lease_later() {
        Janitor janitor = taskport.janitor();
        janitor.beat();
        enqueueAndClaim(1);
        clock.set(clock.instant().plus(Duration.ofHours(1)));
        janitor.beat();
        assertThat(queue.stats().count(TaskStatus.LEASED)).isEqualTo(1);
        clock.advance(Lease.DEFAULT);
        janitor.beat();
        assertThat(queue.stats().count(TaskStatus.LEASED)).isZero();
    }

    @Test
    void a_wall_clock_that_jumps_ahead_removes_nothing_before_its_time() {
        Janitor janitor = taskport.janitor();
        TaskId id = queue.enqueue(TaskDraft.of("work")).id();
        queue.cancel(id);
        janitor.beat();
        clock.advance(Janitor.SWEEP_EVERY);
        clock.set(clock.instant().plus(Duration.ofDays(3650)));
        janitor.beat();
        assertThat(queue.find(id)).isPresent();
        clock.set(clock.instant().minus(Duration.ofDays(3650)));
        clock.advance(Duration.ofDays(8));
        janitor.beat();
        assertThat(queue.find(id)).isEmpty();
    }
}
