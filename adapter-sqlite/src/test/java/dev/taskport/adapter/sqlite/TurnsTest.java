package dev.taskport.adapter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final AtomicLong now = new AtomicLong();
    private final AtomicLong waited = new AtomicLong();
    private final Turns turns = new Turns(now::get, waited::addAndGet);

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private Duration waits() {
        waited.set(0);
        turns.await();
        return Duration.ofNanos(waited.get());
    }

    @Test
    void a_process_that_writes_alone_never_waits() {
        assertThat(waits()).isZero();
        turns.ended();
        assertThat(waits()).isZero();
    }

    @Test
    void while_others_write_it_lets_them_look_for_the_lock_once() {
        turns.othersWrote();
        assertThat(waits()).as("before it has written").isZero();
        turns.ended();
        assertThat(waits()).isEqualTo(Duration.ofNanos(300_000));
        pass(Duration.ofNanos(200_000));
        assertThat(waits()).as("what is left of it").isEqualTo(Duration.ofNanos(100_000));
        pass(Duration.ofNanos(100_000));
        assertThat(waits()).isZero();
    }

    @Test
    void when_others_have_stopped_it_waits_no_more() {
        turns.othersWrote();
        pass(Duration.ofMillis(100));
        turns.ended();
        assertThat(waits()).isZero();
    }
}
