package dev.taskport.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingTest {

    private final List<String> closed = new ArrayList<>();

    private Runnable closing(String name) {
        return () -> closed.add(name);
    }

    private Runnable failing(Throwable error) {
        return () -> {
            closed.add("failed");
            if (error instanceof Error fatal) {
                throw fatal;
            }
            throw (RuntimeException) error;
        };
    }

    @Test
    void everything_is_closed_in_order_whatever_is_thrown_and_nothing_thrown_is_lost() {
        Error first = new OutOfMemoryError("the test says so");
        RuntimeException second = new IllegalStateException("the test says so");
        assertThatThrownBy(() -> Closing.inTurn(
                        List.of(closing("a"), failing(first), closing("b"), failing(second), closing("c"))))
                .isSameAs(first)
                .hasSuppressedException(second);
        assertThat(closed).containsExactly("a", "failed", "b", "failed", "c");
    }

    @Test
    void what_closes_well_throws_nothing() {
        Closing.inTurn(List.of(closing("a"), closing("b")));
        assertThat(closed).containsExactly("a", "b");
    }
}
