package dev.taskport.contract;

import static dev.taskport.contract.Bench.completed;
import static dev.taskport.contract.Bench.request;
import static dev.taskport.contract.Bench.work;
import static dev.taskport.contract.Bench.worker;
import static dev.taskport.contract.Errors.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.Lease;
import dev.taskport.domain.Retention;
import dev.taskport.domain.Settlement;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.Workspace;
import dev.taskport.port.Pause;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.TaskQuery;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What {@link PersistenceBackend} itself promises. */
public interface BackendLifeContract extends BackendContract {

    @Test
    default void P1_a_durable_or_shared_profile_is_held_to_its_contract(Bench bench) {
        assertThat(this instanceof ReopenContract)
                .as("the test class of a durable backend implements ReopenContract")
                .isEqualTo(bench.backend().profile().durable());
        assertThat(this instanceof SharedStoreContract)
                .as("the test class of a backend for several processes implements SharedStoreContract")
                .isEqualTo(bench.backend().profile().multiProcess());
        assertThat(this instanceof ProcessContract)
                .as("the test class of a backend for several processes implements ProcessContract")
                .isEqualTo(bench.backend().profile().multiProcess());
    }

    @Test
    default void P1_two_fixtures_are_two_stores(Bench bench) {
        Bench other = bench.another(options -> options);
        TaskId id = bench.enqueue(work());

        assertThat(other.inspection().find(Workspace.DEFAULT, id)).isEmpty();
        assertThat(other.backend().identity().lineage())
                .isNotEqualTo(bench.backend().identity().lineage());
        assertThat(bench.backend().identity().generation()).isPositive();
    }

    @Test
    default void P1_the_clock_is_the_one_that_was_handed_in(Bench bench) {
        bench.advanceSeconds(77);
        assertThat(bench.backend().clock().instant()).isEqualTo(bench.clock().instant());
        assertThat(bench.find(bench.enqueue(work())).state().createdAt())
                .isEqualTo(bench.clock().instant());
    }

    @Test
    default void P2_a_closed_backend_is_unavailable(Bench bench) {
        ClaimedTask claimed = bench.running();
        bench.backend().close();
        bench.backend().close();

        everyCall(bench.backend(), claimed).forEach((name, call) -> {
            try {
                assertError(ErrorCode.UNAVAILABLE, call);
            } catch (AssertionError wrong) {
                throw new AssertionError(name + " on a closed backend: " + wrong.getMessage(), wrong);
            }
        });
    }

    private static Map<String, ThrowingCallable> everyCall(PersistenceBackend backend, ClaimedTask claimed) {
        Workspace workspace = Workspace.DEFAULT;
        TaskId id = claimed.task().id();
        Map<String, ThrowingCallable> calls = new TreeMap<>();
        calls.put("enqueue", () -> backend.intake().enqueue(List.of(work().as(id))));
        calls.put("claim", () -> backend.leasing().claim(request(1)));
        calls.put("renew", () -> backend.leasing().renew(List.of(claimed.lease()), Lease.DEFAULT));
        calls.put("settle", () -> backend.leasing().settle(List.of(new Settlement(claimed.lease(), completed()))));
        calls.put("exchange", () -> backend.leasing().exchange(List.of(), request(1)));
        calls.put("held", () -> backend.leasing().held(worker(1)));
        calls.put("cancel", () -> backend.control().cancel(workspace, List.of(id)));
        calls.put("pause", () -> backend.control().pause(Pause.store(Pause.Gate.CLAIMS)));
        calls.put("find", () -> backend.inspection().find(workspace, id));
        calls.put("list", () -> backend.inspection().list(TaskQuery.all(workspace)));
        calls.put("stats", () -> backend.inspection().stats(workspace));
        calls.put("preview", () -> backend.inspection().preview(request(1)));
        calls.put("reclaim", () -> backend.housekeeping().reclaimExpired(1));
        calls.put("prune", () -> backend.housekeeping().prune(Retention.DEFAULT, 1));
        calls.put("log", () -> backend.log().read(workspace, id, 0, 1));
        calls.put("position", () -> backend.wakeups().position());
        calls.put("await", () -> backend.wakeups().await(0, Duration.ZERO));
        calls.put("records", () -> backend.records().list(workspace, "notes", "", null, 1));
        calls.put("transfer", () -> backend.transfer().read().close());
        calls.put("check", () -> backend.care().check());
        calls.put("size", () -> backend.care().size());
        calls.put("reserve", () -> backend.nodes().reserve(null, 1));
        return calls;
    }
}
