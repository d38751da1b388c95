package dev.taskport.contract;

import static dev.taskport.contract.Bench.completed;
import static dev.taskport.contract.Bench.work;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.Lease;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.Workspace;
import dev.taskport.port.BackendCare;
import dev.taskport.port.TaskStats;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a durable backend for several processes promises while another process works on the store, and when that is killed. */
public interface ProcessContract extends BackendContract {

    /** Stands at each test: on the interface it would hold for the whole class that implements it. */
    int TIMEOUT_SECONDS = 180;

    @Test
    @Timeout(TIMEOUT_SECONDS)
    default void L1_processes_claim_each_task_once(Bench bench) throws Exception {
        List<TaskId> tasks = bench.enqueue(300, Bench::work);
        List<TaskId> done = new ArrayList<>();
        try (OtherProcess one = OtherProcess.start(bench, "one", "work");
                OtherProcess two = OtherProcess.start(bench, "two", "work")) {
            one.awaitLines(1);
            for (List<ClaimedTask> mine = bench.claim(1); !mine.isEmpty(); mine = bench.claim(1)) {
                bench.end(mine.get(0), completed());
                done.add(mine.get(0).task().id());
            }
            assertThat(one.awaitEnd()).isZero();
            assertThat(two.awaitEnd()).isZero();
            done.addAll(one.tasks("completed"));
            done.addAll(two.tasks("completed"));
        }
        assertThat(done).containsExactlyInAnyOrderElementsOf(tasks);
        assertThat(bench.inspection().stats(Workspace.DEFAULT).count(TaskStatus.COMPLETED))
                .isEqualTo(300);
    }

    @Test
    @Timeout(TIMEOUT_SECONDS)
    default void P1_what_was_acknowledged_to_a_killed_process_is_there(Bench bench) throws Exception {
        try (OtherProcess other = OtherProcess.start(bench, "other", "enqueue for ever")) {
            other.awaitLines(50);
            other.kill();
            List<TaskId> acknowledged = other.tasks("enqueued");
            assertWhole(bench);
            TaskStats stats = bench.inspection().stats(Workspace.DEFAULT);

            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(50);
            assertThat(acknowledged)
                    .allSatisfy(id -> assertThat(bench.find(id).status()).isEqualTo(TaskStatus.QUEUED));
            assertThat(stats.total())
                    .as("at most one that was not acknowledged any more")
                    .isBetween((long) acknowledged.size(), acknowledged.size() + 1L);
        }
    }

    @Test
    @Timeout(TIMEOUT_SECONDS)
    default void L4_L9_what_a_killed_worker_had_settled_stays_settled(Bench bench) throws Exception {
        bench.enqueue(500, Bench::work);
        try (OtherProcess other = OtherProcess.start(bench, "other", "work for ever")) {
            other.awaitLines(60);
            other.kill();
            assertWhole(bench);
            assertThat(other.tasks("completed"))
                    .allSatisfy(id -> assertThat(bench.find(id).status()).isEqualTo(TaskStatus.COMPLETED));
            assertThat(bench.inspection().stats(Workspace.DEFAULT).count(TaskStatus.LEASED))
                    .as("at most the one that it held")
                    .isLessThanOrEqualTo(1);
        }
    }

    @Test
    @Timeout(TIMEOUT_SECONDS)
    default void L6_H2_a_killed_worker_has_used_up_its_attempt_and_its_task_runs_again(Bench bench) throws Exception {
        TaskId id = bench.enqueue(work());
        try (OtherProcess other = OtherProcess.start(bench, "other", "hold")) {
            other.awaitLines(1);
            other.kill();
        }
        Task held = bench.find(id);
        assertThat(held.status()).isEqualTo(TaskStatus.LEASED);
        assertThat(held.state().attempt()).isEqualTo(1);

        bench.advance(Lease.DEFAULT.plusSeconds(1));
        assertThat(bench.housekeeping().reclaimExpired(10)).extracting(Task::id).containsExactly(id);
        bench.advanceSeconds(5);
        ClaimedTask again = bench.claim();
        assertThat(again.task().state().attempt()).isEqualTo(2);
        assertThat(again.lease().epoch()).isEqualTo(2);
        Leases.assertPowerless(bench, held.lease());
    }

    private static void assertWhole(Bench bench) throws IOException {
        bench.reopen();
        assertThat(bench.backend().care().check()).allMatch(BackendCare.Check::ok);
    }
}
