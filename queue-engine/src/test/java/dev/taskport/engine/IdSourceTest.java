package dev.taskport.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskportException;
import dev.taskport.engine.testing.SettableClock;
import dev.taskport.port.PersistenceBackend;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IdSourceTest {

    private final SettableClock clock = new SettableClock();
    private final PersistenceBackend memory = TestStore.memory(clock);
    private final FaultyBackend faulty = new FaultyBackend(memory);
    private final IdSource ids = new IdSource(new BackendHandle(faulty.backend()));

    @AfterEach
    void close() {
        memory.close();
    }

    @Test
    void ids_ascend_and_carry_the_backends_time() {
        TaskId first = ids.next();
        TaskId second = ids.next();
        assertThat(second).isGreaterThan(first);
        assertThat(first.epochMillis()).isEqualTo(clock.instant().toEpochMilli());
        assertThat(first.node()).isPositive();
    }

    @Test
    void a_burst_runs_ahead_of_the_clock_and_repeats_nothing() {
        Set<TaskId> made = new HashSet<>();
        TaskId last = ids.next();
        for (int i = 0; i < 10_000; i++) {
            TaskId next = ids.next();
            assertThat(next).isGreaterThan(last);
            assertThat(made.add(next)).isTrue();
            last = next;
        }
        assertThat(last.epochMillis()).isEqualTo(clock.instant().toEpochMilli() + 2);
    }

    @Test
    void a_clock_that_is_set_back_makes_no_smaller_id() {
        TaskId before = ids.next();
        clock.set(clock.instant().minus(Duration.ofDays(1)));
        assertThat(ids.next()).isGreaterThan(before);
    }

    @Test
    void N1_no_id_is_made_beyond_the_time_reserved() {
        ids.next();
        assertThat(faulty.count("reserve")).isEqualTo(1);
        clock.advance(Duration.ofMillis(IdSource.AHEAD_MILLIS / 2));
        ids.next();
        assertThat(faulty.count("reserve")).isEqualTo(1);
        clock.advance(Duration.ofMillis(IdSource.AHEAD_MILLIS));
        ids.next();
        assertThat(faulty.count("reserve")).isEqualTo(2);
    }

    @Test
    void a_clock_that_jumps_far_ahead_needs_few_calls() {
        ids.next();
        clock.advance(Duration.ofDays(400));
        TaskId later = ids.next();
        assertThat(later.epochMillis()).isEqualTo(clock.instant().toEpochMilli());
        assertThat(faulty.count("reserve")).isLessThan(5);
    }

    @Test
    void two_sources_on_one_store_share_no_id() {
        IdSource other = new IdSource(new BackendHandle(memory));
        Set<TaskId> made = new HashSet<>();
        for (int i = 0; i < 5000; i++) {
            assertThat(made.add(ids.next())).isTrue();
            assertThat(made.add(other.next())).isTrue();
        }
    }

    @Test
    void threads_share_no_id() {
        Set<TaskId> made = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 40_000)
                .parallel()
                .forEach(i -> assertThat(made.add(ids.next())).isTrue());
        assertThat(made).hasSize(40_000);
    }

    @Test
    void a_reservation_whose_outcome_is_unknown_is_repeated() {
        faulty.unknown(2, "reserve");
        assertThat(ids.next()).isNotNull();
        assertThat(faulty.count("reserve")).isEqualTo(3);
    }

    @Test
    void a_store_that_is_away_makes_no_id_until_it_is_back() {
        faulty.unavailable(1, "reserve");
        assertThatThrownBy(ids::next)
                .isInstanceOfSatisfying(
                        TaskportException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
        assertThat(ids.next()).isNotNull();
    }

    @Test
    void N1_another_backend_in_charge_is_asked_for_a_node_of_its_own() {
        BackendHandle handle = new BackendHandle(memory);
        IdSource moving = new IdSource(handle);
        try (PersistenceBackend other = TestStore.memory(clock)) {
            IdSource resident = new IdSource(new BackendHandle(other));
            Set<TaskId> made = new HashSet<>();
            made.add(resident.next());
            made.add(moving.next());
            made.clear();
            handle.switchTo(other);
            for (int i = 0; i < 5000; i++) {
                assertThat(made.add(resident.next())).isTrue();
                assertThat(made.add(moving.next())).isTrue();
            }
        }
    }

    @Test
    void ids_ascend_also_when_another_backend_gives_a_smaller_node() {
        BackendHandle handle = new BackendHandle(memory);
        new IdSource(handle).next();
        IdSource second = new IdSource(handle);
        try (PersistenceBackend other = TestStore.memory(clock)) {
            TaskId before = second.next();
            handle.switchTo(other);
            TaskId after = second.next();
            assertThat(after.node()).isLessThan(before.node());
            assertThat(after).isGreaterThan(before);
        }
    }

    @Test
    void a_backend_that_is_put_in_charge_again_is_asked_again() {
        BackendHandle handle = new BackendHandle(memory);
        IdSource moving = new IdSource(handle);
        try (PersistenceBackend other = TestStore.memory(clock)) {
            TaskId first = moving.next();
            handle.switchTo(other);
            TaskId second = moving.next();
            handle.switchTo(memory);
            TaskId third = moving.next();
            assertThat(second).isGreaterThan(first);
            assertThat(third).isGreaterThan(second);
        }
    }
}
