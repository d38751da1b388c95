package dev.taskport.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetentionTest {

    private static final Retention ALL = new Retention(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    private static final Instant LATER = Tasks.START.plus(Duration.ofDays(3650));

    @ParameterizedTest
    @EnumSource(TaskStatus.class)
    void nothing_but_finished_tasks_is_ever_pruned(TaskStatus status) {
        assertThat(ALL.prunable(Tasks.in(status), LATER)).isEqualTo(status.finished());
    }

    @Test
    void finished_tasks_stay_for_a_week_and_dead_ones_for_ever() {
        Instant week = Tasks.START.plusSeconds(2).plus(Duration.ofDays(7));
        Task completed = Tasks.in(TaskStatus.COMPLETED);
        assertThat(Retention.DEFAULT.prunable(completed, week.minusMillis(1))).isFalse();
        assertThat(Retention.DEFAULT.prunable(completed, week)).isTrue();
        assertThat(Retention.DEFAULT.prunable(Tasks.in(TaskStatus.CANCELLED), week))
                .isTrue();
        assertThat(Retention.DEFAULT.prunable(Tasks.in(TaskStatus.DEAD), LATER)).isFalse();
    }

    @Test
    void imported_history_stays_unless_told_otherwise() {
        Task completed = Tasks.in(TaskStatus.COMPLETED);
        Instant imported = LATER.minus(Duration.ofDays(30));
        Task history = with(
                completed, completed.state().toBuilder().importedAt(imported).build());
        assertThat(Retention.DEFAULT.prunable(history, LATER)).isFalse();
        Task undated =
                with(completed, history.state().toBuilder().finishedAt(null).build());
        Retention month = new Retention(null, null, null, Duration.ofDays(30));
        assertThat(month.prunable(history, LATER)).isTrue();
        assertThat(month.prunable(undated, LATER)).isTrue();
        assertThat(month.prunable(undated, LATER.minusMillis(1))).isFalse();
    }

    @Test
    void an_imported_task_that_was_finished_here_is_no_history() {
        Task completed = Tasks.in(TaskStatus.COMPLETED);
        Task imported = with(
                completed, completed.state().toBuilder().importedAt(Tasks.START).build());
        assertThat(Retention.DEFAULT.prunable(imported, LATER)).isTrue();
    }

    @Test
    void a_time_below_zero_is_refused() {
        Duration negative = Duration.ofNanos(-1);
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> new Retention(negative, null, null, null),
                () -> new Retention(null, negative, null, null),
                () -> new Retention(null, null, negative, null),
                () -> new Retention(null, null, null, negative))) {
            assertThatThrownBy(call)
                    .isInstanceOfSatisfying(
                            TaskportException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
        }
    }

    @Test
    void longer_than_there_is_time_means_for_ever() {
        Duration ages = Duration.ofSeconds(Long.MAX_VALUE);
        Retention longest = new Retention(ages, ages, ages, ages);
        assertThat(longest.prunable(Tasks.in(TaskStatus.COMPLETED), LATER)).isFalse();
        assertThat(longest.finishedUpTo(TaskStatus.DEAD, LATER)).isEmpty();
        assertThat(longest.importedUpTo(LATER)).isEmpty();
    }

    private static Task with(Task task, TaskState state) {
        return new Task(task.id(), task.lineage(), task.spec(), state, task.stamp());
    }
}
