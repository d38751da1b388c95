package dev.taskport.adapter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.taskport.domain.Lease;
import dev.taskport.domain.Moment;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.Stamp;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskLifecycle;
import dev.taskport.domain.TaskState;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.WorkerId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The statements themselves compare what was read with what is there, whatever the code around them believes. */
class SqliteFenceTest {

    @TempDir
    private Path folder;

    private Store store;

    @BeforeEach
    void open() {
        store = Store.create(folder.resolve("tasks.db"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void L2_a_save_that_is_based_on_another_status_epoch_generation_version_or_company_changes_nothing() {
        TaskId id = store.enqueue("work");
        store.claim("work", 1, SchedulingStrategy.FIFO);

        assertRefused(() -> save(id, row -> state(row, b -> b.leaseEpoch(7))));
        assertRefused(() -> save(id, row -> state(row, b -> b.leaseGeneration(7))));
        assertRefused(() -> save(id, row -> state(row, b -> b.status(TaskStatus.HELD))));
        assertRefused(() -> save(id, row -> stamp(row, new Stamp(1, 77))));
        assertRefused(() -> save(id, row -> company(row, 7)));
        save(id, row -> row);

        assertThat(read(id).task().status()).as("the true picture").isEqualTo(TaskStatus.COMPLETED);
    }

    @Test
    void L2_a_task_does_not_leave_a_state_that_it_is_not_in() {
        TaskId first = store.enqueue("work");
        store.enqueue("work");
        store.claim("work", 2, SchedulingStrategy.FIFO);

        assertRefused(() -> save(first, row -> state(row, b -> b.leaseEpoch(7))));
        assertRefused(() -> save(first, row -> stamp(row, new Stamp(1, 77))));
        save(first, row -> row);

        assertThat(read(first).task().status()).as("the true picture").isEqualTo(TaskStatus.COMPLETED);
        assertThat(store.backend().care().check()).allMatch(check -> check.ok());
    }

    @Test
    void L1_a_task_is_claimed_once() {
        TaskId id = store.enqueue("work");
        StoredTask waiting = read(id);

        claim(waiting);
        assertThat(read(id).task().status()).as("the true picture").isEqualTo(TaskStatus.LEASED);
        assertThatException().as("it is LEASED now").isThrownBy(() -> claim(waiting));
        assertThat(read(id).task().state().leaseEpoch()).isEqualTo(1);
    }

    private static void assertRefused(ThrowingCallable step) {
        assertThatIllegalStateException().isThrownBy(step).withMessageContaining("another writer");
    }

    private StoredTask read(TaskId id) {
        return ((SqlitePersistenceBackend) store.backend())
                .store()
                .read(session -> session.reading().find(id).orElseThrow());
    }

    /** Completes a task on the ground of a picture of it. */
    private void save(TaskId id, UnaryOperator<StoredTask> picture) {
        StoredTask read = read(id);
        Task completed = new Task(
                read.task().id(),
                read.task().lineage(),
                read.task().spec(),
                read.task().state().toBuilder()
                        .status(TaskStatus.COMPLETED)
                        .leasedBy(null)
                        .leasedUntil(null)
                        .build(),
                new Stamp(1, 9));
        write(TaskWrite.of(picture.apply(read), completed, read.body()));
    }

    private void claim(StoredTask waiting) {
        Task leased = TaskLifecycle.claim(
                        waiting.task(), new WorkerId("w"), Lease.DEFAULT, new Moment(Instant.now(), 1))
                .orElseThrow();
        write(TaskWrite.of(waiting, leased, waiting.body()));
    }

    private void write(TaskWrite write) {
        ((SqlitePersistenceBackend) store.backend()).store().write(transaction -> {
            StateWriting.write(transaction.session().statements(), List.of(write));
            if (write.before() != null
                    && write.before().task().status() != write.after().status()) {
                transaction.count(write.body().lane(), write.after().status(), 1);
            }
            if (write.before() != null && write.before().task().status() == TaskStatus.LEASED) {
                transaction.count(write.body().lane(), TaskStatus.LEASED, -1);
            }
            return null;
        });
    }

    private static StoredTask state(StoredTask read, UnaryOperator<TaskState.Builder> change) {
        Task task = read.task();
        return with(
                read,
                new Task(
                        task.id(),
                        task.lineage(),
                        task.spec(),
                        change.apply(task.state().toBuilder()).build(),
                        task.stamp()),
                stored(read).tasks());
    }

    private static StoredTask stamp(StoredTask read, Stamp stamp) {
        Task task = read.task();
        return with(
                read,
                new Task(task.id(), task.lineage(), task.spec(), task.state(), stamp),
                stored(read).tasks());
    }

    private static StoredTask company(StoredTask read, int tasks) {
        return with(read, read.task(), tasks);
    }

    private static StoredTask with(StoredTask read, Task task, int tasks) {
        StoredState state = new StoredState(stored(read).number(), tasks, StateRow.of(task, read.body()));
        return new StoredTask(task, read.body(), state);
    }

    private static StoredState stored(StoredTask read) {
        return Objects.requireNonNull(read.state());
    }
}
