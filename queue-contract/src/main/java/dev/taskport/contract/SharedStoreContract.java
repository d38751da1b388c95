package dev.taskport.contract;

import static dev.taskport.contract.Bench.by;
import static dev.taskport.contract.Bench.completed;
import static dev.taskport.contract.Bench.request;
import static dev.taskport.contract.Bench.work;
import static dev.taskport.contract.Bench.worker;
import static dev.taskport.contract.Errors.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.SettleAnswer;
import dev.taskport.domain.Settlement;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.Workspace;
import dev.taskport.port.NodeGrant;
import dev.taskport.port.Pause;
import dev.taskport.port.PersistenceBackend;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a backend promises that may be open several times at once. */
public interface SharedStoreContract extends BackendContract {

    @Test
    default void R1_a_second_connection_sees_what_was_acknowledged_on_the_first(Bench bench) {
        PersistenceBackend second = bench.secondConnection();
        assertThat(second.identity()).isEqualTo(bench.backend().identity());
        TaskId id = bench.enqueue(work());
        assertThat(second.inspection().find(Workspace.DEFAULT, id)).contains(bench.find(id));
        ClaimedTask claimed = second.leasing().claim(request(1)).get(0);
        assertThat(bench.find(id)).isEqualTo(claimed.task());
    }

    @Test
    default void L1_a_task_claimed_on_one_connection_is_taken_for_the_other(Bench bench) {
        PersistenceBackend second = bench.secondConnection();
        bench.enqueue(2, Bench::work);
        ClaimedTask first = bench.claim();
        List<ClaimedTask> other = second.leasing().claim(by(worker(2), request(10)));

        assertThat(other).hasSize(1);
        assertThat(other.get(0).task().id()).isNotEqualTo(first.task().id());
        assertThat(second.leasing().settle(List.of(new Settlement(first.lease(), completed()))))
                .as("the lease counts, not the connection")
                .containsExactly(SettleAnswer.APPLIED);
    }

    @Test
    default void L9_dependencies_reach_across_connections(Bench bench) {
        PersistenceBackend second = bench.secondConnection();
        TaskId on = bench.enqueue(work());
        ClaimedTask claimed = second.leasing().claim(request(1)).get(0);
        TaskId dependant = bench.enqueue(work().dependsOn(on));
        second.leasing().settle(List.of(new Settlement(claimed.lease(), completed())));

        assertThat(bench.find(dependant).status()).isEqualTo(TaskStatus.QUEUED);
    }

    @Test
    default void C5_a_pause_reaches_every_connection(Bench bench) {
        PersistenceBackend second = bench.secondConnection();
        bench.enqueue(work());
        bench.control().pause(Pause.store(Pause.Gate.CLAIMS));
        bench.control().pause(Pause.store(Pause.Gate.INTAKE));

        assertThat(second.leasing().claim(request(1))).isEmpty();
        assertError(ErrorCode.INTAKE_PAUSED, () -> second.intake().enqueue(List.of(bench.task(work()))));
        second.control().resume(Pause.store(Pause.Gate.CLAIMS));
        assertThat(bench.claim(1)).hasSize(1);
    }

    @Test
    default void N1_connections_never_share_a_millisecond_of_a_node(Bench bench) {
        PersistenceBackend second = bench.secondConnection();
        NodeGrant one = bench.backend().nodes().reserve(null, 1000);
        NodeGrant two = second.nodes().reserve(null, 1000);
        NodeGrant three = bench.backend().nodes().reserve(one, 1000);

        assertThat(two.node()).isNotEqualTo(one.node());
        assertThat(three.fromMillis()).isGreaterThan(one.untilMillis());
    }

    @Test
    default void P1_closing_one_connection_leaves_the_other_open(Bench bench) {
        PersistenceBackend second = bench.secondConnection();
        TaskId id = bench.enqueue(work());
        second.close();
        assertThat(bench.claim().task().id()).isEqualTo(id);
    }
}
