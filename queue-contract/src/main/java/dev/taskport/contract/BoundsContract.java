package dev.taskport.contract;

import static dev.taskport.contract.Bench.completed;
import static dev.taskport.contract.Bench.request;
import static dev.taskport.contract.Bench.work;
import static dev.taskport.contract.Errors.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.Lease;
import dev.taskport.domain.Progress;
import dev.taskport.domain.Retention;
import dev.taskport.domain.Settlement;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.Workspace;
import dev.taskport.port.LogAppend;
import dev.taskport.port.LogLevel;
import dev.taskport.port.NodeAllotment;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.ProgressReport;
import dev.taskport.port.RecordKey;
import dev.taskport.port.RecordStore;
import dev.taskport.port.RecordWrite;
import dev.taskport.port.TaskControl;
import dev.taskport.port.TaskHousekeeping;
import dev.taskport.port.TaskInspection;
import dev.taskport.port.TaskIntake;
import dev.taskport.port.TaskLeasing;
import dev.taskport.port.TaskLog;
import dev.taskport.port.TaskTransfer;
import dev.taskport.port.TransferItem;
import dev.taskport.port.TransferReader;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** How much one call may ask, for every call of every role that takes a list or a limit. */
public interface BoundsContract extends BackendContract {

    @Test
    default void P8_a_list_longer_than_the_role_allows_is_refused_and_nothing_happens(Bench bench) {
        ClaimedTask claimed = bench.running();

        tooLong(bench.backend(), claimed).forEach((name, call) -> refused(ErrorCode.LIMIT_EXCEEDED, name, call));
        assertThat(bench.find(claimed.task().id())).isEqualTo(claimed.task());
        assertThat(bench.inspection().stats(Workspace.DEFAULT).total()).isEqualTo(1);
    }

    @Test
    default void P8_a_limit_outside_its_range_is_refused(Bench bench) {
        bench.running();

        try (TransferReader reader = bench.backend().transfer().read()) {
            limited(bench.backend(), reader).forEach((name, limit) -> {
                refused(
                        ErrorCode.INVALID_REQUEST,
                        name + " -1",
                        () -> limit.call().accept(-1));
                refused(
                        ErrorCode.INVALID_REQUEST,
                        name + " 0",
                        () -> limit.call().accept(0));
                refused(
                        ErrorCode.INVALID_REQUEST,
                        name + " max + 1",
                        () -> limit.call().accept(limit.max() + 1));
                limit.call().accept(1);
                limit.call().accept(limit.max());
            });
        }
    }

    private static void refused(ErrorCode code, String name, ThrowingCallable call) {
        try {
            assertError(code, call);
        } catch (AssertionError wrong) {
            throw new AssertionError(name + " was not refused as it should be: " + wrong.getMessage(), wrong);
        }
    }

    private static <T> List<T> more(int max, T request) {
        return Collections.nCopies(max + 1, request);
    }

    private static Map<String, ThrowingCallable> tooLong(PersistenceBackend backend, ClaimedTask claimed) {
        Workspace workspace = Workspace.DEFAULT;
        Lease lease = claimed.lease();
        TaskId id = claimed.task().id();
        List<TaskId> targets = more(TaskControl.BATCH_MAX, id);
        List<Settlement> settlements = more(TaskLeasing.BATCH_MAX, new Settlement(lease, completed()));
        ProgressReport report = new ProgressReport(lease, new Progress(50, null));
        LogAppend line = new LogAppend(lease, LogLevel.INFO, "line");
        RecordKey key = new RecordKey(workspace, "notes", "a");
        RecordWrite write = new RecordWrite.Put(key, JsonText.of("1"), null, null);
        TransferItem item = new TransferItem.Settings(new TransferItem.Position(0, ""), Set.of(), List.of());
        Map<String, ThrowingCallable> calls = new TreeMap<>();
        calls.put("enqueue", () -> backend.intake().enqueue(more(TaskIntake.BATCH_MAX, work().as(id))));
        calls.put("renew", () -> backend.leasing().renew(more(TaskLeasing.BATCH_MAX, lease), Lease.DEFAULT));
        calls.put("settle", () -> backend.leasing().settle(settlements));
        calls.put("exchange", () -> backend.leasing().exchange(settlements, request(1)));
        calls.put("progress", () -> backend.leasing().progress(more(TaskLeasing.BATCH_MAX, report)));
        calls.put("cancel", () -> backend.control().cancel(workspace, targets));
        calls.put("replay", () -> backend.control().replay(workspace, targets));
        calls.put("hold", () -> backend.control().hold(workspace, targets));
        calls.put("unhold", () -> backend.control().unhold(workspace, targets));
        calls.put("log", () -> backend.log().append(more(TaskLog.BATCH_MAX, line)));
        calls.put("records", () -> backend.records().write(more(RecordStore.BATCH_MAX, write)));
        calls.put("transfer", () -> backend.transfer().apply(more(TaskTransfer.BATCH_MAX, item)));
        return calls;
    }

    /**
     * A call with a limit.
     *
     * @param max the most it allows
     */
    record Limited(int max, IntConsumer call) {}

    private static Map<String, Limited> limited(PersistenceBackend backend, TransferReader reader) {
        TaskId id = new TaskId(1);
        TaskHousekeeping janitor = backend.housekeeping();
        Map<String, Limited> calls = new TreeMap<>();
        calls.put(
                "claim",
                new Limited(TaskLeasing.BATCH_MAX, limit -> backend.leasing().claim(request(limit))));
        calls.put(
                "dependants",
                new Limited(
                        TaskInspection.DEPENDANTS_MAX,
                        limit -> backend.inspection().dependants(Workspace.DEFAULT, id, limit)));
        calls.put("log", new Limited(TaskLog.LINES_MAX, limit -> backend.log().read(Workspace.DEFAULT, id, 0, limit)));
        calls.put(
                "records",
                new Limited(
                        RecordStore.PAGE_MAX,
                        limit -> backend.records().list(Workspace.DEFAULT, "notes", "", null, limit)));
        calls.put("transfer", new Limited(TaskTransfer.BATCH_MAX, limit -> reader.next(null, limit)));
        calls.put(
                "reserve",
                new Limited(
                        (int) NodeAllotment.MILLIS_MAX, limit -> backend.nodes().reserve(null, limit)));
        calls.put("reclaim", new Limited(TaskHousekeeping.LIMIT_MAX, janitor::reclaimExpired));
        calls.put("prune", new Limited(TaskHousekeeping.LIMIT_MAX, limit -> janitor.prune(Retention.DEFAULT, limit)));
        calls.put("sweep", new Limited(TaskHousekeeping.LIMIT_MAX, janitor::sweepDependencies));
        calls.put("purge", new Limited(TaskHousekeeping.LIMIT_MAX, janitor::purgeExpiredRecords));
        return calls;
    }
}
