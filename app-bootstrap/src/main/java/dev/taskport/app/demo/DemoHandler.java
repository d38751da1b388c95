package dev.taskport.app.demo;

import dev.taskport.domain.JsonText;
import dev.taskport.domain.TaskId;
import dev.taskport.engine.PermanentFailure;
import dev.taskport.engine.TaskContext;
import dev.taskport.engine.TaskHandler;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Pretends to work: a little time per task, one that fails at first, and one that cannot succeed until it is mended. */
final class DemoHandler implements TaskHandler<JsonText> {

    private static final long WORK_MILLIS = 150;

    private volatile @Nullable TaskId flaky;
    private volatile @Nullable TaskId poisoned;
    private final AtomicBoolean failed = new AtomicBoolean();
    private final AtomicBoolean mended = new AtomicBoolean();

    void failOnce(TaskId task) {
        flaky = task;
    }

    void poison(TaskId task) {
        poisoned = task;
    }

    TaskId flaky() {
        return Objects.requireNonNull(flaky, "chosen before");
    }

    TaskId poisoned() {
        return Objects.requireNonNull(poisoned, "chosen before");
    }

    void mend() {
        mended.set(true);
    }

    @Override
    public Object handle(JsonText payload, TaskContext context) throws Exception {
        Thread.sleep(WORK_MILLIS); // stands for real work
        TaskId id = context.task().id();
        if (id.equals(flaky) && failed.compareAndSet(false, true)) {
            throw new IllegalStateException("The printer is out of paper");
        }
        if (id.equals(poisoned) && !mended.get()) {
            throw new PermanentFailure("The letter has no address");
        }
        return JsonText.of("{\"attempt\":" + context.attempt() + "}");
    }
}
