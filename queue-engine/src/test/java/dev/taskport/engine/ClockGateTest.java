package dev.taskport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.domain.Lease;
import dev.taskport.engine.testing.SettableClock;
import dev.taskport.port.PersistenceBackend;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClockGateTest {

    private final SettableClock clock = new SettableClock();

    @Test
    void it_is_closed_for_a_lease_after_a_jump() {
        try (PersistenceBackend store = TestStore.memory(clock)) {
            ClockGate gate = new ClockGate(Engine.over(new BackendHandle(store), clock), "nothing happens");
            assertThat(gate.open()).isTrue();
            clock.set(clock.instant().plus(Duration.ofHours(1)));
            assertThat(gate.open()).isFalse();
            clock.advance(Lease.DEFAULT);
            assertThat(gate.open()).isTrue();
        }
    }

    @Test
    void another_backend_with_another_clock_is_no_jump() {
        SettableClock ahead = new SettableClock().advance(Duration.ofHours(1));
        try (PersistenceBackend first = TestStore.memory(clock);
                PersistenceBackend second = TestStore.memory(ahead)) {
            BackendHandle handle = new BackendHandle(first);
            ClockGate gate = new ClockGate(Engine.over(handle, clock), "nothing happens");
            assertThat(gate.open()).isTrue();
            handle.switchTo(second);
            assertThat(gate.open()).isTrue();
        }
    }
}
