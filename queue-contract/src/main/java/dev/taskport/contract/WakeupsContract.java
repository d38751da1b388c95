package dev.taskport.contract;

import static dev.taskport.contract.Bench.completed;
import static dev.taskport.contract.Bench.work;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.Outcome;
import dev.taskport.domain.Requirements;
import dev.taskport.domain.TaskEdit;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.Workspace;
import dev.taskport.port.Pause;
import dev.taskport.port.Wakeups;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@link Wakeups} promises. */
public interface WakeupsContract extends BackendContract {

    /** Stands at each test: on the interface it would hold for the whole class that implements it. */
    int TIMEOUT_SECONDS = 60;

    /** Longer than any test may take: a test that waits so long fails by its timeout. */
    Duration FOR_EVER = Duration.ofMinutes(10);

    private static void assertHinted(Bench bench, Runnable change) throws InterruptedException {
        long before = bench.backend().wakeups().position();
        change.run();
        assertThat(bench.backend().wakeups().await(before, FOR_EVER)).isNotEqualTo(before);
    }

    @Test
    @Timeout(TIMEOUT_SECONDS)
    default void W1_whatever_makes_a_task_claimable_is_hinted(Bench bench) throws InterruptedException {
        assertHinted(bench, () -> bench.enqueue(work()));
        ClaimedTask released = bench.claim();
        assertHinted(bench, () -> bench.end(released, new Outcome.Release()));
        ClaimedTask buried = bench.claim();
        bench.end(buried, new Outcome.Bury("hopeless"));
        TaskId id = buried.task().id();
        assertHinted(bench, () -> bench.control().replay(Workspace.DEFAULT, List.of(id)));
        Requirements other = Requirements.parse("region=eu");
        assertHinted(
                bench,
                () -> bench.control().edit(Workspace.DEFAULT, TaskEdit.of(id, 0).requirements(other)));
        bench.control().hold(Workspace.DEFAULT, List.of(id));
        assertHinted(bench, () -> bench.control().unhold(Workspace.DEFAULT, List.of(id)));
        Pause pause = Pause.store(Pause.Gate.CLAIMS);
        bench.control().pause(pause);
        assertHinted(bench, () -> bench.control().resume(pause));
    }

    @Test
    @Timeout(TIMEOUT_SECONDS)
    default void W1_a_dependant_that_is_unblocked_is_hinted(Bench bench) throws InterruptedException {
        TaskId on = bench.enqueue(work());
        bench.enqueue(work().dependsOn(on));
        ClaimedTask claimed = bench.claim();
        assertHinted(bench, () -> bench.end(claimed, completed()));
    }

    @Test
    @Timeout(TIMEOUT_SECONDS)
    default void W1_who_waits_already_is_woken(Bench bench) throws Exception {
        long before = bench.backend().wakeups().position();
        CompletableFuture<Long> waiting = CompletableFuture.supplyAsync(() -> await(bench, before));
        bench.enqueue(work());
        assertThat(waiting.get(30, TimeUnit.SECONDS)).isNotEqualTo(before);
    }

    private static long await(Bench bench, long seen) {
        try {
            return bench.backend().wakeups().await(seen, FOR_EVER);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException("The waiting thread was interrupted", interrupted);
        }
    }

    @Test
    @Timeout(TIMEOUT_SECONDS)
    default void W1_a_wait_ends_when_its_time_is_over(Bench bench) throws InterruptedException {
        long before = bench.backend().wakeups().position();
        assertThat(bench.backend().wakeups().await(before, Duration.ofMillis(5)))
                .isEqualTo(before);
        assertThat(bench.backend().wakeups().await(before, Duration.ZERO)).isEqualTo(before);
    }

    @Test
    @Timeout(TIMEOUT_SECONDS)
    default void W1_a_wait_may_be_interrupted(Bench bench) {
        long before = bench.backend().wakeups().position();
        Thread.currentThread().interrupt();
        Assertions.assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> bench.backend().wakeups().await(before, FOR_EVER));
        assertThat(Thread.interrupted()).isFalse();
    }
}
