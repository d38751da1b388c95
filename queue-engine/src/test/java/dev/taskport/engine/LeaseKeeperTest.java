package dev.taskport.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskport.domain.Lease;
import dev.taskport.domain.TaskportException;
import dev.taskport.domain.Workspace;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LeaseKeeperTest extends AttemptBench {

    private static final Duration LEASE = Duration.ofSeconds(30);

    private final LeaseKeeper keeper = leases(LEASE);

    private Attempt claimed() {
        return running(LEASE);
    }

    private Duration left(Attempt attempt) {
        return Duration.ofNanos(attempt.left(clock.nanos()));
    }

    @Test
    void a_lease_is_renewed_when_a_third_of_it_is_used_up_and_not_before() {
        Attempt attempt = claimed();
        clock.advance(Duration.ofMillis(9_999));
        keeper.renew();
        assertThat(faulty.count("renew")).isZero();
        clock.advance(Duration.ofMillis(1));
        keeper.renew();
        assertThat(faulty.count("renew")).isEqualTo(1);
        assertThat(left(attempt)).isEqualTo(LEASE);
        assertThat(attempt.lease().until()).isEqualTo(clock.instant().plus(LEASE));
    }

    @Test
    void leases_that_are_due_soon_are_renewed_in_the_same_call() {
        Attempt first = claimed();
        clock.advance(Duration.ofSeconds(4));
        Attempt second = claimed();
        clock.advance(Duration.ofSeconds(3));
        Attempt third = claimed();
        clock.advance(Duration.ofSeconds(3));
        keeper.renew();
        assertThat(faulty.count("renew")).isEqualTo(1);
        assertThat(left(first)).isEqualTo(LEASE);
        assertThat(left(second)).isEqualTo(LEASE);
        assertThat(left(third)).isEqualTo(LEASE.minusSeconds(3));
    }

    @Test
    void a_task_renewed_for_ever_is_never_reclaimed() {
        Attempt attempt = claimed();
        for (int i = 0; i < 100; i++) {
            clock.advance(Duration.ofSeconds(10));
            keeper.renew();
            keeper.guard();
            assertThat(taskport.janitor().runOnce().reclaimed()).isZero();
        }
        assertThat(attempt.stopped()).isNull();
    }

    @Test
    void a_holder_that_lost_its_lease_is_interrupted_at_the_next_renewal_and_settles_nothing() {
        Attempt attempt = claimed();
        faulty.real().control().cancel(Workspace.DEFAULT, List.of(attempt.task().id()));
        clock.advance(LEASE.dividedBy(3));
        keeper.renew();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(attempt.stopped()).isEqualTo(Attempt.Stop.LEASE_LOST);
        assertThat(attempt.settles()).isFalse();
        clock.advance(LEASE.dividedBy(3));
        keeper.renew();
        assertThat(faulty.count("renew")).isEqualTo(1);
    }

    @Test
    void a_handler_whose_lease_cannot_be_renewed_is_interrupted_a_margin_before_its_end() {
        Attempt attempt = claimed();
        faulty.unavailable(Integer.MAX_VALUE, "renew");
        clock.advance(LEASE.minus(keeper.margin()).minusMillis(1));
        assertThatThrownBy(keeper::renew).isInstanceOf(TaskportException.class);
        keeper.guard();
        assertThat(attempt.stopped()).isNull();
        clock.advance(Duration.ofMillis(1));
        keeper.guard();
        assertThat(attempt.stopped()).isEqualTo(Attempt.Stop.LEASE_AT_RISK);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(attempt.settles()).isTrue();
        faulty.heal();
    }

    @Test
    void only_the_monotonic_clock_decides_when_to_stop() {
        Attempt attempt = claimed();
        clock.set(clock.instant().plus(Duration.ofHours(1)));
        keeper.guard();
        assertThat(attempt.stopped()).isNull();
        clock.set(clock.instant().minus(Duration.ofHours(2)));
        clock.advance(LEASE);
        keeper.guard();
        assertThat(attempt.stopped()).isEqualTo(Attempt.Stop.LEASE_AT_RISK);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void a_lease_counts_from_before_the_call_that_renewed_it() {
        Attempt attempt = claimed();
        clock.advance(Duration.ofSeconds(10));
        faulty.around((method, call) -> {
            @Nullable Object answer = call.proceed();
            if (method.equals("renew")) {
                clock.advance(Duration.ofSeconds(2));
            }
            return answer;
        });
        keeper.renew();
        assertThat(left(attempt)).isEqualTo(LEASE.minusSeconds(2));
    }

    @Test
    void the_margin_grows_where_renewing_is_slow_and_is_at_most_half_the_lease() {
        assertThat(keeper.margin()).isEqualTo(Duration.ofSeconds(3));
        claimed();
        faulty.around((method, call) -> {
            clock.advance(method.equals("renew") ? Duration.ofSeconds(2) : Duration.ZERO);
            return call.proceed();
        });
        clock.advance(Duration.ofSeconds(10));
        keeper.renew();
        assertThat(keeper.margin()).isEqualTo(Duration.ofSeconds(6));
        faulty.around((method, call) -> {
            clock.advance(method.equals("renew") ? Duration.ofSeconds(9) : Duration.ZERO);
            return call.proceed();
        });
        clock.advance(Duration.ofSeconds(10));
        keeper.renew();
        assertThat(keeper.margin()).isEqualTo(LEASE.dividedBy(2));
    }

    @Test
    void short_leases_keep_a_margin_of_a_second() {
        LeaseKeeper brief = leases(Lease.SHORTEST);
        assertThat(brief.margin()).isEqualTo(Duration.ofSeconds(1));
        assertThat(brief.pause()).isBetween(Duration.ofMillis(300), Duration.ofMillis(500));
    }

    @Test
    void what_has_ended_is_not_renewed() {
        Attempt attempt = claimed();
        attempt.end(clock.nanos());
        clock.advance(LEASE.dividedBy(2));
        keeper.renew();
        assertThat(faulty.count("renew")).isZero();
    }
}
