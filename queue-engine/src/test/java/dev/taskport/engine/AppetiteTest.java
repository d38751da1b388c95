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
    void handlers_of_no_duration_take_two_batches_ahead_or_the_most_allowed() {
        appetite.ran(Duration.ZERO);
        assertThat(appetite.ahead()).isEqualTo(400);
        Appetite none = new Appetite(4, 0);
        none.ran(Duration.ZERO);
        assertThat(none.total()).isEqualTo(4);
    }

    @Test
    void a_claim_is_worth_its_cost_for_half_of_what_is_taken_ahead_and_at_most_half_a_batch() {
        assertThat(appetite.worthwhile()).isEqualTo(1);
        appetite.ran(Duration.ofMillis(2));
        assertThat(appetite.ahead()).isEqualTo(40);
        assertThat(appetite.worthwhile()).isEqualTo(20);
        appetite.stuck(Duration.ofSeconds(2));
        assertThat(appetite.ahead()).isZero();
        assertThat(appetite.worthwhile()).isEqualTo(1);
        Appetite fast = new Appetite(4, 1000);
        fast.ran(Duration.ZERO);
        assertThat(fast.worthwhile()).isEqualTo(100);
        assertThat(fast.batch()).isEqualTo(200);
    }

    @Test
    void a_call_that_takes_long_is_shared_by_more_tasks_up_to_half_of_the_most_allowed() {
        appetite.claimed(Duration.ofMillis(100));
        assertThat(appetite.batch()).isEqualTo(400);
        appetite.claimed(Duration.ofSeconds(30));
        assertThat(appetite.batch()).isEqualTo(500);
    }

    @Test
    void ends_wait_for_others_only_where_others_are_likely_to_come() {
        assertThat(appetite.gather()).isZero();
        appetite.ran(Duration.ofMillis(1));
        assertThat(appetite.gather()).isEqualTo(Duration.ofMillis(1));
        appetite.stuck(Duration.ofMillis(5));
        assertThat(appetite.gather()).isZero();
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
