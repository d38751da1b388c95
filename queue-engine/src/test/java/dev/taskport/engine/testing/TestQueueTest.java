package dev.taskport.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskport.domain.JsonText;
import dev.taskport.domain.RetryPolicy;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import dev.taskport.engine.HandlerOptions;
import dev.taskport.engine.PermanentFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TestQueueTest {

    private final TestQueue tests = TestQueue.inMemory();

    @AfterEach
    void close() {
        tests.close();
    }

    @Test
    void tasks_run_on_this_thread_when_it_says_so() {
        List<Thread> threads = new ArrayList<>();
        tests.handle("work", (payload, context) -> {
            threads.add(Thread.currentThread());
            return payload;
        });
        TaskId id = tests.enqueue(TaskDraft.of("work").payload("[1]"));
        tests.assertTask(id).is(TaskStatus.QUEUED).hasResult(null);
        assertThat(tests.runUntilIdle()).isEqualTo(1);
        assertThat(threads).containsExactly(Thread.currentThread());
        tests.assertTask(id)
                .is(TaskStatus.COMPLETED)
                .hasResult("[1]")
                .hasAttempts(1)
                .hasFailures(0);
    }

    @Test
    void time_passes_only_when_told() {
        tests.handle("work", (payload, context) -> null);
        TaskId id = tests.enqueue(TaskDraft.of("work").delay(Duration.ofHours(1)));
        assertThat(tests.runUntilIdle()).isZero();
        assertThat(tests.advance(Duration.ofHours(1)).runUntilIdle()).isEqualTo(1);
        tests.assertTask(id).is(TaskStatus.COMPLETED);
    }

    @Test
    void one_at_a_time_if_wanted() {
        tests.handle("work", (payload, context) -> null);
        TaskId first = tests.enqueue(TaskDraft.of("work"));
        TaskId second = tests.enqueue(TaskDraft.of("work"));
        assertThat(tests.runOne()).isTrue();
        tests.assertTask(first).is(TaskStatus.COMPLETED);
        tests.assertTask(second).is(TaskStatus.QUEUED);
        assertThat(tests.runOne()).isTrue();
        assertThat(tests.runOne()).isFalse();
    }

    @Test
    void what_a_task_unblocks_runs_in_the_same_go() {
        tests.handle("work", (payload, context) -> null);
        TaskId first = tests.enqueue(TaskDraft.of("work"));
        TaskId second = tests.enqueue(TaskDraft.of("work").dependsOn(first));
        assertThat(tests.runUntilIdle()).isEqualTo(2);
        tests.assertTask(second).is(TaskStatus.COMPLETED);
    }

    @Test
    void retries_follow_the_types_policy() {
        tests.handle(
                "work",
                HandlerOptions.DEFAULT.retry(new RetryPolicy(Duration.ofSeconds(10), 2, Duration.ofMinutes(1), 0)),
                (payload, context) -> {
                    throw new UncheckedIOException(new IOException("the disk is full"));
                });
        TaskId id = tests.enqueue(TaskDraft.of("work").maxAttempts(3));
        assertThat(tests.runUntilIdle()).isEqualTo(1);
        assertThat(tests.advance(Duration.ofMillis(9_999)).runUntilIdle()).isZero();
        assertThat(tests.advance(Duration.ofMillis(1)).runUntilIdle()).isEqualTo(1);
        assertThat(tests.advance(Duration.ofMillis(19_999)).runUntilIdle()).isZero();
        assertThat(tests.advance(Duration.ofMillis(1)).runUntilIdle()).isEqualTo(1);
        tests.assertTask(id)
                .is(TaskStatus.DEAD)
                .hasFailures(3)
                .failedWith("caused by java.io.IOException: the disk is full");
    }

    @Test
    void errors_that_cannot_heal_are_not_retried() {
        HandlerOptions options = HandlerOptions.DEFAULT.neverRetry(IllegalArgumentException.class);
        tests.handle("arguments", options, (payload, context) -> {
            throw new NumberFormatException("seven");
        });
        HandlerOptions none = new HandlerOptions(RetryPolicy.DEFAULT, Set.of());
        tests.handle("gives-up", none, (payload, context) -> {
            throw new PermanentFailure("the customer is gone", new IOException("404"));
        });
        TaskId first = tests.enqueue(TaskDraft.of("arguments"));
        TaskId second = tests.enqueue(TaskDraft.of("gives-up"));
        tests.runUntilIdle();
        tests.assertTask(first).is(TaskStatus.DEAD).hasAttempts(1);
        tests.assertTask(second).is(TaskStatus.DEAD).hasAttempts(1).failedWith("the customer is gone");
    }

    @Test
    void snoozing_gives_the_attempt_back() {
        boolean[] early = {true};
        tests.handle("work", (payload, context) -> {
            if (early[0]) {
                context.snooze(Duration.ofMinutes(5));
            }
            return null;
        });
        TaskId id = tests.enqueue(TaskDraft.of("work").maxAttempts(1));
        tests.runUntilIdle();
        tests.assertTask(id).is(TaskStatus.QUEUED).hasAttempts(0);
        early[0] = false;
        tests.advance(Duration.ofMinutes(5)).runUntilIdle();
        tests.assertTask(id).is(TaskStatus.COMPLETED).hasAttempts(1);
    }

    @Test
    void a_result_that_cannot_be_written_buries_the_task_and_says_that_the_work_was_done() {
        tests.handle("work", (payload, context) -> new Object());
        TaskId id = tests.enqueue(TaskDraft.of("work"));
        tests.runUntilIdle();
        tests.assertTask(id).is(TaskStatus.DEAD).failedWith("The work was done, but its result cannot be written");
    }

    @Test
    void payloads_are_read_by_the_codec() {
        List<String> read = new ArrayList<>();
        tests.handle("work", String.class, (payload, context) -> {
            read.add(payload);
            assertThat(context.payload()).isEqualTo(JsonText.of("\"a\\u0062\""));
            return payload;
        });
        TaskId id = tests.enqueue(TaskDraft.of("work").payload("\"a\\u0062\""));
        tests.runUntilIdle();
        assertThat(read).containsExactly("ab");
        tests.assertTask(id).hasResult("\"ab\"");
    }

    @Test
    void an_interrupt_that_was_meant_for_the_handler_does_not_reach_the_test() {
        boolean[] interrupted = {false};
        tests.handle("work", (payload, context) -> {
            tests.queue().cancel(context.task().id());
            context.progress(50, null);
            interrupted[0] = Thread.currentThread().isInterrupted() && context.cancelled();
            return null;
        });
        TaskId id = tests.enqueue(TaskDraft.of("work"));
        tests.runUntilIdle();
        tests.assertTask(id).is(TaskStatus.CANCELLED);
        assertThat(interrupted[0]).isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void claims_that_do_not_hold_say_what_was_found() {
        TaskId id = tests.enqueue(TaskDraft.of("work"));
        assertThatThrownBy(() -> tests.assertTask(id).is(TaskStatus.DEAD))
                .isInstanceOf(AssertionError.class)
                .hasMessage("Task " + id + " of type work: expected status DEAD, found QUEUED");
        assertThatThrownBy(() -> tests.assertTask(id).hasResult("1")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> tests.assertTask(id).hasAttempts(1)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> tests.assertTask(id).hasFailures(1)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> tests.assertTask(id).failedWith("x")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> tests.task(tests.queue().newId())).isInstanceOf(AssertionError.class);
    }

    @Test
    void handlers_come_before_the_first_run() {
        tests.runUntilIdle();
        assertThatThrownBy(() -> tests.handle("late", (payload, context) -> null))
                .isInstanceOf(IllegalStateException.class);
    }
}
