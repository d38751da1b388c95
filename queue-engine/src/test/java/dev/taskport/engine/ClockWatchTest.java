package dev.taskport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.engine.testing.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClockWatchTest {

    private static final Duration WAIT = Duration.ofSeconds(25);

    private final SettableClock clock = new SettableClock();
    private final ClockWatch watch = new ClockWatch(WAIT);

    private boolean trusted() {
        return watch.trusted(clock.nanos(), clock.instant(), clock.nanos());
    }

    private void jump(Duration by) {
        clock.set(clock.instant().plus(by));
    }

    @Test
    void time_that_passes_is_no_jump() {
        assertThat(trusted()).isTrue();
        clock.advance(Duration.ofDays(400));
        assertThat(trusted()).isTrue();
    }

    @Test
    void small_corrections_are_no_jump_however_many() {
        for (int i = 0; i < 100; i++) {
            jump(Duration.ofSeconds(29));
            assertThat(trusted()).isTrue();
        }
    }

    @Test
    void a_clock_that_drifts_away_between_two_looks_is_doubted() {
        trusted();
        for (int i = 0; i < 31; i++) {
            clock.advance(Duration.ofSeconds(1));
            jump(Duration.ofSeconds(1));
        }
        assertThat(trusted()).isFalse();
    }

    @Test
    void a_jump_is_doubted_for_the_wait_and_then_believed() {
        trusted();
        jump(Duration.ofHours(1));
        assertThat(trusted()).isFalse();
        clock.advance(WAIT.minusNanos(1));
        assertThat(trusted()).isFalse();
        clock.advance(Duration.ofNanos(1));
        assertThat(trusted()).isTrue();
        assertThat(trusted()).isTrue();
    }

    @Test
    void a_clock_that_comes_back_is_trusted_at_once() {
        trusted();
        jump(Duration.ofHours(1));
        assertThat(trusted()).isFalse();
        clock.advance(Duration.ofSeconds(5));
        jump(Duration.ofHours(-1));
        assertThat(trusted()).isTrue();
    }

    @Test
    void a_clock_that_is_set_back_is_trusted() {
        trusted();
        jump(Duration.ofHours(-1));
        assertThat(trusted()).isTrue();
        jump(Duration.ofSeconds(31));
        assertThat(trusted()).isFalse();
    }

    @Test
    void time_that_passes_while_the_clock_is_read_is_no_jump() {
        long before = clock.nanos();
        clock.advance(Duration.ofHours(1));
        assertThat(watch.trusted(before, clock.instant(), clock.nanos())).isTrue();
        clock.advance(Duration.ofHours(1));
        assertThat(trusted()).isTrue();
    }
}
