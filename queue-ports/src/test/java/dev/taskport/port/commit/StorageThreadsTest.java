package dev.taskport.port.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskportException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StorageThreadsTest {

    private final StorageThreads threads = new StorageThreads("test-reader", 1);

    @AfterEach
    void end() {
        threads.close();
    }

    @Test
    void a_plain_thread_works_itself() {
        assertThat(threads.run(Thread::currentThread)).isSameAs(Thread.currentThread());
    }

    @Test
    void an_interrupted_thread_hands_over_and_keeps_its_flag() {
        Thread.currentThread().interrupt();

        Thread worker = threads.run(Thread::currentThread);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(worker.getName()).isEqualTo("test-reader");
    }

    @Test
    void what_went_wrong_comes_back_with_its_code() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> threads.run(() -> {
                    throw ErrorCode.NOT_FOUND.error("nowhere");
                }))
                .isInstanceOfSatisfying(
                        TaskportException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
        assertThatThrownBy(() -> threads.run(() -> {
                    throw new UncheckedIOException(new IOException("gone"));
                }))
                .isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> threads.run(() -> {
                    throw new AssertionError("broken");
                }))
                .isInstanceOf(AssertionError.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void after_closing_nothing_is_taken_over() {
        threads.close();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> threads.run(() -> 1))
                .isInstanceOfSatisfying(
                        TaskportException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
        assertThat(Thread.interrupted()).isTrue();
    }
}
