package dev.taskport.adapter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.function.UnaryOperator;
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
    void L2_a_save_that_is_based_on_another_status_epoch_generation_or_version_changes_nothing() {
        TaskId id = store.enqueue("work");
        store.claim("work", 1, SchedulingStrategy.FIFO);

        assertThat(saved(id, row -> row)).as("the true picture").isEqualTo(1);
        assertThat(saved(id, row -> state(row, b -> b.leaseEpoch(7)))).isZero();
        assertThat(saved(id, row -> state(row, b -> b.leaseGeneration(7)))).isZero();
        assertThat(saved(id, row -> state(row, b -> b.status(TaskStatus.HELD)))).isZero();
        assertThat(saved(id, row -> stamp(row, new Stamp(1, 77)))).isZero();
    }

    @Test
    void L1_a_claim_that_is_based_on_another_epoch_generation_or_version_changes_nothing() {
        TaskId id = store.enqueue("work");

        assertThat(claimed(id, row -> state(row, b -> b.leaseEpoch(7)))).isZero();
        assertThat(claimed(id, row -> state(row, b -> b.leaseGeneration(7)))).isZero();
        assertThat(claimed(id, row -> stamp(row, new Stamp(1, 77)))).isZero();
        assertThat(claimed(id, row -> row)).as("the true picture").isEqualTo(1);
        assertThat(claimed(id, row -> row)).as("it is LEASED now").isZero();
    }

    /** How many rows each of the two statements changes, which must be as many. */
    private int saved(TaskId id, UnaryOperator<TaskRow> read) {
        int state =
                inTransaction(id, (sql, row) -> sql.tasks().saveState(List.of(new TaskWrite(read.apply(row), row)))[0]);
        int whole =
                inTransaction(id, (sql, row) -> sql.tasks().saveWhole(List.of(new TaskWrite(read.apply(row), row)))[0]);
        assertThat(whole).as("rows of the statement that saves all of it").isEqualTo(state);
        return state;
    }

    private int claimed(TaskId id, UnaryOperator<TaskRow> read) {
        return inTransaction(id, (sql, row) -> {
            Moment moment = new Moment(Instant.now(), 1);
            Task leased = TaskLifecycle.claim(row.task(), new WorkerId("w"), Lease.DEFAULT, moment)
                    .orElse(row.task());
            TaskRow after = new TaskRow(leased, row.lane(), false, null, null, 0, 0);
            return sql.leasing().claim(List.of(new TaskWrite(read.apply(row), after)))[0];
        });
    }

    private interface Step {
        int apply(SqlSession session, TaskRow row);
    }

    private int inTransaction(TaskId id, Step step) {
        return ((SqlitePersistenceBackend) store.backend())
                .store()
                .write(transaction -> step.apply(
                        transaction.session(),
                        transaction.session().tasks().find(id.value()).orElseThrow()));
    }

    private static TaskRow state(TaskRow row, UnaryOperator<TaskState.Builder> change) {
        Task task = row.task();
        TaskState state = change.apply(task.state().toBuilder()).build();
        return row.with(new Task(task.id(), task.lineage(), task.spec(), state, task.stamp()));
    }

    private static TaskRow stamp(TaskRow row, Stamp stamp) {
        Task task = row.task();
        return row.with(new Task(task.id(), task.lineage(), task.spec(), task.state(), stamp));
    }
}
