package dev.taskport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AppetiteTest {

    private final Appetite appetite = new Appetite(4, 1000);

    @Test
    void nothing_is_taken_ahead_before_the_first_measurement() {
        assertThat(appetite.total()).isEqualTo(4);
    }

    @Test
    void slow_handlers_take_nothing_ahead() {
        appetite.claimed(Duration.ofMillis(10));
        appetite.ran(Duration.ofSeconds(1));
        assertThat(appetite.total()).isEqualTo(4);
    }

    @Test
    void fast_handlers_take_what_they_begin_within_20_ms_if_the_backend_is_fast() {
        appetite.claimed(Duration.ofMillis(1));
        appetite.ran(Duration.ofMillis(1));
        assertThat(appetite.total()).isEqualTo(4 + 80);
    }

    @Test
    void a_slow_backend_is_asked_further_ahead_but_never_more_than_half_a_second() {
        appetite.ran(Duration.ofMillis(10));
        appetite.claimed(Duration.ofMillis(100));
        assertThat(appetite.ahead()).isEqualTo(4 * 30);
        for (int i = 0; i < 1000; i++) {
            appetite.claimed(Duration.ofSeconds(10));
        }
        assertThat(appetite.ahead()).isEqualTo(4 * 50);
    }

    @Test
    void handlers_of_no_duration_take_the_most_allowed() {
        appetite.ran(Duration.ZERO);
        assertThat(appetite.ahead()).isEqualTo(200);
        Appetite none = new Appetite(4, 0);
        none.ran(Duration.ZERO);
        assertThat(none.total()).isEqualTo(4);
    }

    @Test
    void the_average_follows_a_change() {
        appetite.ran(Duration.ofSeconds(1));
        for (int i = 0; i < 200; i++) {
            appetite.ran(Duration.ofMillis(1));
        }
        assertThat(appetite.ahead()).isBetween(40, 80);
    }
}
