package dev.taskport.contract;

import static dev.taskport.contract.Bench.completed;
import static dev.taskport.contract.Bench.request;
import static dev.taskport.contract.Bench.work;
import static dev.taskport.contract.Bench.worker;
import static dev.taskport.contract.Errors.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.ExternalId;
import dev.taskport.domain.IdempotencyKey;
import dev.taskport.domain.Lease;
import dev.taskport.domain.Progress;
import dev.taskport.domain.Retention;
import dev.taskport.domain.Settlement;
import dev.taskport.domain.TaskEdit;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.Workspace;
import dev.taskport.port.LogAppend;
import dev.taskport.port.LogLevel;
import dev.taskport.port.Pause;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.ProgressReport;
import dev.taskport.port.RecordKey;
import dev.taskport.port.RecordWrite;
import dev.taskport.port.TaskQuery;
import dev.taskport.port.TransferItem;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
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

    @Test
    default void P2_no_call_of_any_role_is_left_out_of_what_is_held_to_that(Bench bench) {
        Set<String> calls = new TreeSet<>();
        for (Method role : PersistenceBackend.class.getMethods()) {
            if (role.getReturnType().isInterface()
                    && role.getReturnType().getPackage().equals(PersistenceBackend.class.getPackage())) {
                calls.addAll(abstractMethods(role.getReturnType()));
            }
        }
        assertThat(everyCall(bench.backend(), bench.running()).keySet()).isEqualTo(calls);
    }

    private static Set<String> abstractMethods(Class<?> role) {
        return Arrays.stream(role.getMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .map(method -> role.getSimpleName() + "." + method.getName()
                        + Arrays.stream(method.getParameterTypes())
                                .map(Class::getSimpleName)
                                .toList())
                .collect(Collectors.toSet());
    }

    private static Map<String, ThrowingCallable> everyCall(PersistenceBackend backend, ClaimedTask claimed) {
        Map<String, ThrowingCallable> calls = new TreeMap<>();
        producersAndWorkers(backend, claimed, calls);
        operators(backend, claimed.task().id(), calls);
        readers(backend, claimed.task().id(), calls);
        keepers(backend, calls);
        return calls;
    }

    private static void producersAndWorkers(
            PersistenceBackend backend, ClaimedTask claimed, Map<String, ThrowingCallable> calls) {
        TaskId id = claimed.task().id();
        Lease lease = claimed.lease();
        ProgressReport report = new ProgressReport(lease, new Progress(50, null));
        LogAppend line = new LogAppend(lease, LogLevel.INFO, "line");
        calls.put("TaskIntake.enqueue[List]", () -> backend.intake().enqueue(List.of(work().as(id))));
        calls.put("TaskLeasing.claim[ClaimRequest]", () -> backend.leasing().claim(request(1)));
        calls.put("TaskLeasing.renew[List, Duration]", () -> backend.leasing().renew(List.of(lease), Lease.DEFAULT));
        calls.put(
                "TaskLeasing.settle[List]",
                () -> backend.leasing().settle(List.of(new Settlement(lease, completed()))));
        calls.put(
                "TaskLeasing.exchange[List, ClaimRequest]",
                () -> backend.leasing().exchange(List.of(), request(1)));
        calls.put("TaskLeasing.progress[List]", () -> backend.leasing().progress(List.of(report)));
        calls.put("TaskLeasing.held[WorkerId]", () -> backend.leasing().held(worker(1)));
        calls.put("TaskLog.append[List]", () -> backend.log().append(List.of(line)));
        calls.put("Wakeups.position[]", () -> backend.wakeups().position());
        calls.put("Wakeups.await[long, Duration]", () -> backend.wakeups().await(0, Duration.ZERO));
    }

    private static void operators(PersistenceBackend backend, TaskId id, Map<String, ThrowingCallable> calls) {
        Workspace workspace = Workspace.DEFAULT;
        Pause pause = Pause.store(Pause.Gate.CLAIMS);
        calls.put("TaskControl.cancel[Workspace, List]", () -> backend.control().cancel(workspace, List.of(id)));
        calls.put("TaskControl.replay[Workspace, List]", () -> backend.control().replay(workspace, List.of(id)));
        calls.put("TaskControl.hold[Workspace, List]", () -> backend.control().hold(workspace, List.of(id)));
        calls.put("TaskControl.unhold[Workspace, List]", () -> backend.control().unhold(workspace, List.of(id)));
        calls.put(
                "TaskControl.edit[Workspace, TaskEdit]", () -> backend.control().edit(workspace, TaskEdit.of(id, 0)));
        calls.put("TaskControl.pause[Pause]", () -> backend.control().pause(pause));
        calls.put("TaskControl.resume[Pause]", () -> backend.control().resume(pause));
    }

    private static void readers(PersistenceBackend backend, TaskId id, Map<String, ThrowingCallable> calls) {
        Workspace workspace = Workspace.DEFAULT;
        calls.put(
                "TaskInspection.find[Workspace, TaskId]",
                () -> backend.inspection().find(workspace, id));
        calls.put(
                "TaskInspection.find[Workspace, ExternalId]",
                () -> backend.inspection().find(workspace, new ExternalId("x")));
        calls.put(
                "TaskInspection.find[Workspace, IdempotencyKey]",
                () -> backend.inspection().find(workspace, new IdempotencyKey("k")));
        calls.put("TaskInspection.list[TaskQuery]", () -> backend.inspection().list(TaskQuery.all(workspace)));
        calls.put(
                "TaskInspection.dependants[Workspace, TaskId, int]",
                () -> backend.inspection().dependants(workspace, id, 1));
        calls.put("TaskInspection.stats[Workspace]", () -> backend.inspection().stats(workspace));
        calls.put("TaskInspection.workspaces[]", () -> backend.inspection().workspaces());
        calls.put("TaskInspection.pauses[]", () -> backend.inspection().pauses());
        calls.put(
                "TaskInspection.preview[ClaimRequest]",
                () -> backend.inspection().preview(request(1)));
        calls.put(
                "TaskLog.read[Workspace, TaskId, long, int]",
                () -> backend.log().read(workspace, id, 0, 1));
    }

    private static void keepers(PersistenceBackend backend, Map<String, ThrowingCallable> calls) {
        RecordKey key = new RecordKey(Workspace.DEFAULT, "notes", "a");
        TransferItem item = new TransferItem.Settings(Samples.NOWHERE, Set.of(), List.of());
        calls.put(
                "TaskHousekeeping.reclaimExpired[int]",
                () -> backend.housekeeping().reclaimExpired(1));
        calls.put(
                "TaskHousekeeping.prune[Retention, int]",
                () -> backend.housekeeping().prune(Retention.DEFAULT, 1));
        calls.put(
                "TaskHousekeeping.sweepDependencies[int]",
                () -> backend.housekeeping().sweepDependencies(1));
        calls.put(
                "TaskHousekeeping.purgeExpiredRecords[int]",
                () -> backend.housekeeping().purgeExpiredRecords(1));
        calls.put("RecordStore.get[RecordKey]", () -> backend.records().get(key));
        calls.put(
                "RecordStore.list[Workspace, String, String, String, int]",
                () -> backend.records().list(Workspace.DEFAULT, "notes", "", null, 1));
        calls.put("RecordStore.write[List]", () -> backend.records().write(List.of(new RecordWrite.Delete(key, null))));
        calls.put("TaskTransfer.read[]", () -> backend.transfer().read().close());
        calls.put("TaskTransfer.apply[List]", () -> backend.transfer().apply(List.of(item)));
        calls.put("BackendCare.check[]", () -> backend.care().check());
        calls.put("BackendCare.backup[Path]", () -> backend.care().backup(Path.of("backup-of-a-closed-store")));
        calls.put("BackendCare.size[]", () -> backend.care().size());
        calls.put(
                "NodeAllotment.reserve[NodeGrant, long]", () -> backend.nodes().reserve(null, 1));
    }
}
