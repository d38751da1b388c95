package dev.taskport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.domain.NewTask;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.Workspace;
import dev.taskport.port.EnqueueAnswer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class AsyncIntakeTest extends EngineBench {

    private final Intake intake = new Intake(engine, Workspace.DEFAULT);

    private NewTask task() {
        return TaskDraft.of("work").as(engine.ids().next());
    }

    @Test
    void what_comes_while_the_thread_is_being_shut_down_is_stored_by_its_caller() {
        ExecutorService ended = Executors.newSingleThreadExecutor();
        ended.shutdown();
        AsyncIntake async = new AsyncIntake(ended);
        for (int i = 0; i < 3; i++) {
            CompletableFuture<EnqueueAnswer> answer = async.enqueue(intake, task());
            assertThat(answer).isCompletedWithValueMatching(told -> told.kind() == EnqueueAnswer.Kind.CREATED);
        }
    }

    @Test
    void what_comes_where_no_thread_can_be_had_is_stored_by_its_caller() {
        ExecutorService poor = Executors.newSingleThreadExecutor(work -> {
            throw new OutOfMemoryError("the test says so");
        });
        try (AsyncIntake async = new AsyncIntake(poor)) {
            assertThat(async.enqueue(intake, task())).isCompleted();
            assertThat(async.enqueue(intake, task())).isCompleted();
        }
    }

    @Test
    void what_comes_after_the_end_is_stored_by_its_caller() {
        AsyncIntake async = new AsyncIntake();
        async.close();
        NewTask task = task();
        assertThat(async.enqueue(intake, task).join().id()).isEqualTo(task.id());
        assertThat(faulty.real().inspection().find(Workspace.DEFAULT, task.id()))
                .isPresent();
        assertThat(faulty.count("enqueue")).isEqualTo(1);
    }
}
