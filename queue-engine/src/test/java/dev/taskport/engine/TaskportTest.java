package dev.taskport.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskportException;
import dev.taskport.engine.testing.SettableClock;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TaskportTest {

    @Test
    void five_lines_embed_a_queue_and_a_worker() throws Exception {
        try (Taskport taskport = Taskport.open("memory:")) {
            taskport.workers()
                    .handle("greet", (payload, context) -> JsonText.of("\"hello\""))
                    .start();
            var id = taskport.queue().enqueue(TaskDraft.of("greet")).id();
            var task = taskport.queue().await(id, TestStore.SOON);
            assertThat(task.status()).isEqualTo(TaskStatus.COMPLETED);
            assertThat(Objects.requireNonNull(task.state().result()).text()).isEqualTo("\"hello\"");
        }
    }

    @Test
    void thousands_of_tasks_are_worked_off_and_each_is_run_once() throws Exception {
        try (Taskport taskport = Taskport.open("memory:")) {
            var ran = java.util.concurrent.ConcurrentHashMap.<String>newKeySet();
            WorkerPool pool = taskport.workers()
                    .concurrency(4)
                    .handle("count", (payload, context) -> {
                        assertThat(ran.add(payload.text())).isTrue();
                        return null;
                    })
                    .start();
            for (int i = 0; i < 5; i++) {
                int batch = i;
                taskport.queue()
                        .enqueue(java.util.stream.IntStream.range(0, 1000)
                                .mapToObj(n -> TaskDraft.of("count").payload("" + (batch * 1000 + n)))
                                .toList());
            }
            assertThat(pool.awaitIdle(TestStore.SOON)).isTrue();
            assertThat(taskport.queue().stats().count(TaskStatus.COMPLETED)).isEqualTo(5000);
            assertThat(ran).hasSize(5000);
            assertThat(pool.stop(Duration.ofSeconds(5))).isTrue();
            assertThat(pool.state().phase()).isEqualTo(WorkerState.Phase.STOPPED);
        }
    }

    @Test
    void a_store_that_answers_nothing_any_more_keeps_nothing_from_being_closed() {
        FaultyBackend faulty = new FaultyBackend(TestStore.memory(new SettableClock()));
        Taskport taskport = Taskport.over(faulty.backend());
        WorkerPool pool =
                taskport.workers().handle("work", (payload, context) -> null).start();
        faulty.unavailable(Integer.MAX_VALUE, "profile", "write", "get", "list");
        taskport.close();
        assertThat(pool.state().phase()).isEqualTo(WorkerState.Phase.STOPPED);
        assertThat(faulty.count("close")).isEqualTo(1);
    }

    @Test
    void a_store_that_cannot_be_closed_says_so_when_everything_else_has_stopped() {
        FaultyBackend faulty = new FaultyBackend(TestStore.memory(new SettableClock()));
        Taskport taskport = Taskport.over(faulty.backend());
        WorkerPool pool =
                taskport.workers().handle("work", (payload, context) -> null).start();
        faulty.unavailable(1, "close");
        assertThatThrownBy(taskport::close).hasMessageContaining("the store is away");
        assertThat(pool.state().phase()).isEqualTo(WorkerState.Phase.STOPPED);
        taskport.close();
        assertThat(faulty.count("close")).isEqualTo(1);
    }

    @Test
    void an_unknown_scheme_is_refused_and_the_known_ones_are_named() {
        assertThatThrownBy(() -> Taskport.open("nosuch:place"))
                .isInstanceOfSatisfying(
                        TaskportException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
                .hasMessageContaining("\"nosuch\"")
                .hasMessageContaining("memory");
    }
}
