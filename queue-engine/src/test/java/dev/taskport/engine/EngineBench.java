package dev.taskport.engine;

import dev.taskport.domain.Capabilities;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.WorkerId;
import dev.taskport.domain.Workspace;
import dev.taskport.engine.testing.SettableClock;
import dev.taskport.port.ClaimRequest;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** A store in memory whose calls can be made to fail, with all that runs on it, by a clock that the test moves. */
abstract class EngineBench {

    static final WorkerId WORKER = new WorkerId("w");

    final SettableClock clock = new SettableClock();
    final FaultyBackend faulty = new FaultyBackend(TestStore.memory(clock));
    final Taskport taskport = Taskport.over(faulty.backend(), clock);
    final Engine engine = Engine.over(taskport.backend(), clock);
    final TaskQueue queue = taskport.queue();

    @AfterEach
    void close() {
        faulty.heal();
        taskport.close();
    }

    TaskId enqueued(TaskDraft draft) {
        return queue.enqueue(draft).id();
    }

    TaskId enqueued(String type) {
        return enqueued(TaskDraft.of(type));
    }

    Task task(TaskId id) {
        return queue.find(id).orElseThrow();
    }

    TaskStatus status(TaskId id) {
        return task(id).status();
    }

    /** A claim of tasks of type {@code work}, by another program as it were. */
    static ClaimRequest claim(int max, Duration lease) {
        return new ClaimRequest(
                WORKER,
                Workspace.DEFAULT,
                Set.of(new TaskType("work")),
                Capabilities.NONE,
                SchedulingStrategy.FIFO,
                max,
                lease);
    }
}
