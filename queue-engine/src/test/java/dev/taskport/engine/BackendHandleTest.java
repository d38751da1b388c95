package dev.taskport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.domain.JsonText;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import dev.taskport.engine.testing.SettableClock;
import dev.taskport.port.PersistenceBackend;
import org.junit.jupiter.api.Test;

class BackendHandleTest {

    @Test
    void everything_that_runs_follows_when_another_backend_is_put_in_charge() throws Exception {
        SettableClock clock = new SettableClock();
        PersistenceBackend first = TestStore.memory(clock);
        PersistenceBackend second = TestStore.memory(clock);
        try (first;
                Taskport taskport = Taskport.over(first, clock)) {
            TaskQueue queue = taskport.queue();
            WorkerPool pool = taskport.workers()
                    .handle("work", (payload, context) -> JsonText.of("1"))
                    .start();
            TaskId before = queue.enqueue(TaskDraft.of("work")).id();
            assertThat(queue.await(before, TestStore.SOON).status()).isEqualTo(TaskStatus.COMPLETED);
            assertThat(pool.awaitIdle(TestStore.SOON)).isTrue();
            assertThat(taskport.backend().switchTo(second)).isSameAs(first);
            TaskId after = queue.enqueue(TaskDraft.of("work")).id();
            assertThat(queue.await(after, TestStore.SOON).status()).isEqualTo(TaskStatus.COMPLETED);
            assertThat(queue.find(before)).isEmpty();
            assertThat(after).isGreaterThan(before);
        }
    }
}
