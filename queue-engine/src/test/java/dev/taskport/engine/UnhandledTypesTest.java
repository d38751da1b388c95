package dev.taskport.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.Workspace;
import dev.taskport.engine.testing.SettableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UnhandledTypesTest {

    private final SettableClock clock = new SettableClock();
    private final Taskport taskport = Taskport.over(TestStore.memory(clock), clock);
    private final Pools pools = new Pools();
    private final UnhandledTypes unhandled = new UnhandledTypes(taskport.backend(), pools);

    @AfterEach
    void close() {
        taskport.close();
    }

    @Test
    void only_types_that_wait_and_that_no_live_worker_handles_count() {
        taskport.queue().enqueue(TaskDraft.of("work"));
        taskport.queue(new Workspace("other")).enqueue(TaskDraft.of("work"));
        taskport.queue().enqueue(TaskDraft.of("held").held());
        assertThat(unhandled.report()).isEqualTo(2);
        taskport.queue().pause(dev.taskport.port.Pause.Gate.CLAIMS, new TaskType("work"));
        WorkerPool pool =
                taskport.workers().handle("work", (payload, context) -> null).start();
        await().atMost(TestStore.SOON)
                .until(() -> !taskport.workerRegistry().workers().isEmpty());
        assertThat(unhandled.report()).isEqualTo(1);
        pool.close();
        assertThat(unhandled.report()).isEqualTo(2);
    }

    @Test
    void a_worker_of_this_process_counts_before_it_has_registered() {
        taskport.queue().enqueue(TaskDraft.of("work"));
        try (Taskport elsewhere = Taskport.over(TestStore.memory(clock), clock)) {
            pools.add(elsewhere
                    .workers()
                    .handle("work", (payload, context) -> null)
                    .start());
            assertThat(taskport.workerRegistry().workers()).isEmpty();
            assertThat(unhandled.report()).isZero();
        }
    }

    @Test
    void one_task_is_told_as_one() {
        UnhandledTypes.Known mail = new UnhandledTypes.Known(Workspace.DEFAULT, new TaskType("mail"));
        assertThat(UnhandledTypes.told(1, mail)).startsWith("1 task of type mail waits in workspace default,");
        assertThat(UnhandledTypes.told(2000, mail)).startsWith("2,000 tasks of type mail wait in workspace default,");
    }
}
