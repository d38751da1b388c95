package dev.taskport.engine;

import static dev.taskport.engine.TestStore.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskportException;
import dev.taskport.domain.Workspace;
import dev.taskport.engine.testing.SettableClock;
import dev.taskport.port.BackendProfile;
import dev.taskport.port.Pause;
import dev.taskport.port.PersistenceBackend;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackgroundTasksTest {

    private final SettableClock clock = new SettableClock();
    private final FaultyBackend counting = new FaultyBackend(TestStore.memory(clock));
    private final Taskport taskport = Taskport.over(counting.backend(), clock);
    private final BackgroundTasks background = taskport.backgroundTasks();

    @AfterEach
    void close() {
        taskport.close();
    }

    @Test
    void a_registered_type_is_started_watched_and_awaited() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        taskport.workers()
                .handle("export", (payload, context) -> {
                    open.await();
                    return payload;
                })
                .start();
        TaskId id = background.start("export", JsonText.of("7"));
        assertThat(background.active(id)).isTrue();
        assertThat(background.activeIds()).containsExactly(id);
        assertThat(background.activeCount()).isEqualTo(1);
        assertThat(background.awaitAll(Duration.ofMillis(1))).isFalse();
        open.countDown();
        assertThat(background.awaitAll(SOON)).isTrue();
        assertThat(background.active(id)).isFalse();
        assertThat(background.activeCount()).isZero();
        assertThat(taskport.queue().find(id).orElseThrow().state().result()).isEqualTo(JsonText.of("7"));
    }

    @Test
    void waiting_for_many_asks_the_store_rarely_and_by_the_page() throws Exception {
        int many = 2500;
        taskport.workers().handle("export", (payload, context) -> payload).start();
        taskport.queue().pause(Pause.Gate.CLAIMS);
        for (int i = 0; i < many; i++) {
            background.start("export", JsonText.of("7"));
        }
        long asked = asked();
        assertThat(background.awaitAll(Duration.ofMillis(300))).isFalse();
        assertThat(asked() - asked).isLessThan(20);
        taskport.queue().resume(Pause.Gate.CLAIMS);
        assertThat(background.awaitAll(SOON)).isTrue();
        assertThat(background.remembered()).isZero();
        assertThat(asked() - asked).isLessThan(100);
    }

    private long asked() {
        return counting.count("find") + counting.count("list");
    }

    @Test
    void a_task_that_somebody_else_ends_is_waited_for_no_longer() throws Exception {
        TaskId id = background.start("export", JsonText.of("7"));
        CompletableFuture<Boolean> ended = CompletableFuture.supplyAsync(() -> {
            try {
                return background.awaitAll(SOON);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        await().atMost(SOON).until(() -> asked() > 0);
        taskport.backend().control().cancel(Workspace.DEFAULT, List.of(id));
        assertThat(ended.get(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_closure_runs_in_memory() throws Exception {
        CountDownLatch ran = new CountDownLatch(2);
        background.start(ran::countDown);
        background.start(ran::countDown);
        assertThat(ran.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(background.awaitAll(SOON)).isTrue();
        assertThat(taskport.queue().stats().count(TaskStatus.COMPLETED)).isEqualTo(2);
    }

    @Test
    void a_closure_that_fails_is_not_repeated() throws Exception {
        TaskId id = background.start((Runnable) () -> {
            throw new IllegalStateException("once");
        });
        assertThat(taskport.queue().await(id, SOON).status()).isEqualTo(TaskStatus.DEAD);
    }

    @Test
    void cancelling_interrupts_and_says_whether_it_did() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        TaskId id = background.start(() -> {
            entered.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        });
        assertThat(entered.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(background.cancel(id)).isTrue();
        assertThat(interrupted.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(background.cancel(id)).isFalse();
        assertThat(background.active(id)).isFalse();
    }

    @Test
    void a_closure_whose_task_is_called_off_elsewhere_is_forgotten() throws Exception {
        taskport.queue().pause(Pause.Gate.CLAIMS);
        TaskId id = background.start(() -> {});
        assertThat(background.closures()).isEqualTo(1);
        taskport.queue().cancel(id);
        assertThat(background.closures()).isZero();
        assertThat(background.activeCount()).isZero();
    }

    @Test
    void a_closure_whose_task_ends_without_a_word_is_forgotten_when_somebody_asks() {
        taskport.queue().pause(Pause.Gate.CLAIMS);
        TaskId id = background.start(() -> {});
        taskport.backend().control().cancel(Workspace.DEFAULT, List.of(id));
        assertThat(background.activeIds()).isEmpty();
        assertThat(background.closures()).isZero();
    }

    @Test
    void what_has_ended_is_forgotten_also_if_nobody_ever_asks() {
        for (int i = 0; i < 3000; i++) {
            TaskId id = background.start("export", JsonText.of("7"));
            taskport.backend().control().cancel(Workspace.DEFAULT, List.of(id));
        }
        assertThat(background.remembered()).isLessThanOrEqualTo(1001);
    }

    @Test
    void a_closure_is_refused_where_tasks_outlive_the_process_and_the_way_out_is_named() {
        try (PersistenceBackend durable = durable(TestStore.memory(clock));
                Taskport other = Taskport.over(durable, clock)) {
            assertThatThrownBy(() -> other.backgroundTasks().start(() -> {}))
                    .isInstanceOfSatisfying(
                            TaskportException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED))
                    .hasMessageContaining("Register a handler");
            assertThat(other.queue().stats().total()).isZero();
        }
    }

    private static PersistenceBackend durable(PersistenceBackend real) {
        BackendProfile profile = real.profile();
        BackendProfile durable = new BackendProfile("durable", true, true, true, false, false, profile.strategies());
        return (PersistenceBackend) Proxy.newProxyInstance(
                BackgroundTasksTest.class.getClassLoader(),
                new Class<?>[] {PersistenceBackend.class},
                (proxy, method, arguments) ->
                        method.getName().equals("profile") ? durable : method.invoke(real, arguments));
    }
}
