package dev.taskport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.Lease;
import dev.taskport.domain.Outcome;
import dev.taskport.domain.SettleAnswer;
import dev.taskport.domain.Settlement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettlerTest extends EngineBench {

    private static final Duration FOR_EVER = Duration.ofDays(1);

    private final Attempts attempts = new Attempts();
    private final Settler settler = new Settler(WORKER, attempts, engine.listeners());

    private List<Attempt> claimed(int tasks) {
        for (int i = 0; i < tasks; i++) {
            enqueued("work");
        }
        ClaimedTogether together = new ClaimedTogether(tasks);
        List<Attempt> claimed = new ArrayList<>();
        for (ClaimedTask task : faulty.real().leasing().claim(claim(tasks, Lease.DEFAULT))) {
            Attempt attempt = new Attempt(task, together, Lease.DEFAULT, clock.nanos());
            attempts.add(attempt);
            claimed.add(attempt);
        }
        return claimed;
    }

    private boolean ends(Attempt attempt) {
        return settler.add(attempt, new Outcome.Complete(null));
    }

    private static List<Settlement> ofAll(List<Attempt> ended) {
        return ended.stream()
                .map(attempt -> new Settlement(attempt.lease(), new Outcome.Complete(null)))
                .toList();
    }

    @Test
    void what_was_claimed_together_is_settled_together() {
        List<Attempt> first = claimed(2);
        List<Attempt> second = claimed(2);
        assertThat(ends(first.get(0))).as("it is the first").isTrue();
        assertThat(ends(second.get(0))).isFalse();
        assertThat(settler.batch(FOR_EVER)).isEmpty();
        assertThat(settler.unsettled()).isEqualTo(2);
        ends(second.get(1));
        assertThat(settler.batch(FOR_EVER)).isEqualTo(ofAll(second));
    }

    @Test
    void no_end_waits_longer_for_others_than_it_is_told_to() {
        List<Attempt> together = claimed(3);
        assertThat(settler.patience(FOR_EVER)).isEqualTo(FOR_EVER);
        ends(together.get(0));
        assertThat(settler.batch(FOR_EVER)).isEmpty();
        assertThat(settler.patience(FOR_EVER)).isLessThan(FOR_EVER);
        assertThat(settler.batch(Duration.ZERO)).isEqualTo(ofAll(together.subList(0, 1)));
    }

    @Test
    void a_batch_stays_until_it_is_answered() {
        List<Attempt> first = claimed(1);
        ends(first.get(0));
        assertThat(settler.batch(FOR_EVER)).hasSize(1);
        List<Attempt> second = claimed(2);
        ends(second.get(0));
        assertThat(settler.batch(FOR_EVER)).isEqualTo(ofAll(first));
        settler.answered(List.of(SettleAnswer.APPLIED));
        assertThat(settler.batch(FOR_EVER)).isEmpty();
        assertThat(settler.unsettled()).isEqualTo(1);
        assertThat(attempts.all()).containsExactlyInAnyOrderElementsOf(second);
    }
}
