package dev.taskport.contract;

import static dev.taskport.contract.Bench.completed;
import static dev.taskport.contract.Bench.request;
import static dev.taskport.contract.Bench.work;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.Lease;
import dev.taskport.domain.NewTask;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.SettleAnswer;
import dev.taskport.domain.Workspace;
import dev.taskport.port.EnqueueAnswer;
import dev.taskport.port.NodeGrant;
import dev.taskport.port.Pause;
import dev.taskport.port.RecordKey;
import dev.taskport.port.RecordWrite;
import dev.taskport.port.StoreIdentity;
import dev.taskport.port.TransferItem;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a durable backend promises about what was in it when it was opened before. */
public interface ReopenContract extends BackendContract {

    @Test
    default void P1_everything_is_there_again(Bench bench) {
        StoreIdentity identity = bench.backend().identity();
        bench.enqueue(Samples.everything());
        ClaimedTask running = bench.running();
        Leases.log(bench, running.lease(), "a line");
        bench.enqueue(30, Bench::work);
        bench.claim(5, SchedulingStrategy.WEIGHTED_RANDOM);
        bench.control().pause(Pause.workspace(Pause.Gate.CLAIMS, TaskIntakeContract.ELSEWHERE));
        RecordKey key = new RecordKey(Workspace.DEFAULT, "notes", "a");
        bench.backend().records().write(List.of(new RecordWrite.Put(key, JsonText.of("[1]"), null, null)));
        List<TransferItem> before = Transfers.readAll(bench.backend());

        bench.reopen();
        assertThat(Transfers.readAll(bench.backend())).isEqualTo(before);
        assertThat(bench.backend().identity()).isEqualTo(identity);
    }

    @Test
    default void P1_leases_outlive_the_opening(Bench bench) {
        ClaimedTask running = bench.running();
        bench.reopen();

        assertThat(bench.leasing().held(Bench.worker(1))).containsExactly(running);
        assertThat(bench.claim(1)).isEmpty();
        assertThat(bench.settle(running.lease(), completed())).isEqualTo(SettleAnswer.APPLIED);
        bench.reopen();
        assertThat(bench.settle(running.lease(), completed())).isEqualTo(SettleAnswer.ALREADY_APPLIED);
    }

    @Test
    default void P1_an_enqueue_that_is_repeated_after_reopening_has_one_effect(Bench bench) {
        NewTask task = bench.task(work().key("once"));
        bench.enqueue(task);
        bench.reopen();

        assertThat(bench.enqueue(task))
                .extracting(EnqueueAnswer::kind)
                .containsExactly(EnqueueAnswer.Kind.DUPLICATE_ID);
        assertThat(bench.enqueue(bench.task(work().key("once"))))
                .extracting(EnqueueAnswer::kind)
                .containsExactly(EnqueueAnswer.Kind.DUPLICATE_KEY);
    }

    @Test
    default void L3_L6_epoch_and_attempt_go_on(Bench bench) {
        bench.running();
        bench.reopen();
        bench.advance(Lease.DEFAULT.plusSeconds(1));
        bench.housekeeping().reclaimExpired(10);
        bench.reopen();
        bench.advanceSeconds(5);

        ClaimedTask again = bench.claim();
        assertThat(again.lease().epoch()).isEqualTo(2);
        assertThat(again.task().state().attempt()).isEqualTo(2);
    }

    @Test
    default void L8_the_order_is_the_same(Bench bench) {
        for (int i = 0; i < 20; i++) {
            bench.enqueue(work().priority(i * 7 % 5));
        }
        for (SchedulingStrategy strategy : SchedulingStrategy.values()) {
            var before = bench.inspection().preview(request(20, strategy)).tasks();
            bench.reopen();
            assertThat(bench.inspection().preview(request(20, strategy)).tasks())
                    .isEqualTo(before);
        }
    }

    @Test
    default void N1_reserved_time_stays_reserved(Bench bench) {
        NodeGrant before = bench.backend().nodes().reserve(null, 3_600_000);
        bench.reopen();
        bench.advance(Duration.ofSeconds(-100));
        NodeGrant extended = bench.backend().nodes().reserve(before, 1000);
        NodeGrant fresh = bench.backend().nodes().reserve(null, 1000);

        assertThat(extended.node() != before.node() || extended.fromMillis() > before.untilMillis())
                .isTrue();
        assertThat(fresh.node() != before.node() || fresh.fromMillis() > before.untilMillis())
                .isTrue();
        assertThat(fresh.node() != extended.node() || fresh.fromMillis() > extended.untilMillis())
                .isTrue();
    }
}
