package dev.taskport.port;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.Lease;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.Settlement;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskportException;
import java.time.Duration;
import java.util.List;

/**
 * What every backend checks before it does what a call asks, beside {@link IntakeChecks}: so that all refuse the same
 * requests in the same words, and none reads or writes without bound. Nothing here needs the store.
 *
 * <p>A list that is too long is LIMIT_EXCEEDED, a number outside its range INVALID_REQUEST; both say that nothing was done.
 */
public final class RequestChecks {

    private RequestChecks() {}

    /** For {@link TaskLeasing#settle} and {@link TaskLeasing#exchange}. */
    public static void requireSettlements(List<Settlement> settlements) {
        requireAtMost(TaskLeasing.BATCH_MAX, "settlements", settlements);
    }

    /** For {@link TaskLeasing#renew}. */
    public static void requireRenewals(List<Lease> leases, Duration duration) {
        requireAtMost(TaskLeasing.BATCH_MAX, "renewals", leases);
        Lease.requireDuration(duration);
    }

    /** For {@link TaskLeasing#progress}. */
    public static void requireReports(List<ProgressReport> reports) {
        requireAtMost(TaskLeasing.BATCH_MAX, "progress reports", reports);
    }

    /** For what {@link TaskControl} does to a list of tasks. */
    public static void requireTargets(List<TaskId> tasks) {
        requireAtMost(TaskControl.BATCH_MAX, "tasks", tasks);
    }

    /** For {@link TaskLog#append}. */
    public static void requireLines(List<LogAppend> lines) {
        requireAtMost(TaskLog.BATCH_MAX, "log lines", lines);
    }

    /** For {@link TaskLog#read}. */
    public static void requireLinePage(int limit) {
        requireBetween("number of lines", limit, TaskLog.LINES_MAX);
    }

    /** For {@link RecordStore#list}. */
    public static void requireRecordPage(int limit) {
        requireBetween("number of records", limit, RecordStore.PAGE_MAX);
    }

    /** For {@link RecordStore#write}. */
    public static void requireRecordWrites(List<RecordWrite> writes) {
        requireAtMost(RecordStore.BATCH_MAX, "record writes", writes);
    }

    /** For {@link TaskTransfer#apply}. */
    public static void requireItems(List<TransferItem> items) {
        requireAtMost(TaskTransfer.BATCH_MAX, "items", items);
    }

    /** For {@link TransferReader#next}. */
    public static void requireItemPage(int limit) {
        requireBetween("number of items", limit, TaskTransfer.BATCH_MAX);
    }

    /** For {@link TaskInspection#dependants}. */
    public static void requireDependants(int limit) {
        requireBetween("number of dependants", limit, TaskInspection.DEPENDANTS_MAX);
    }

    /** For every call of {@link TaskHousekeeping}. */
    public static void requireHousekeeping(int limit) {
        requireBetween("limit of a housekeeping call", limit, TaskHousekeeping.LIMIT_MAX);
    }

    /** For {@link NodeAllotment#reserve}. */
    public static void requireReservation(long millis) {
        requireBetween("number of milliseconds", millis, NodeAllotment.MILLIS_MAX);
    }

    /**
     * For {@link TaskLeasing#claim} and {@link TaskLeasing#exchange}: a claim in an order that the store does not keep is
     * STRATEGY_NOT_READY.
     */
    public static void requireKeptForClaim(SchedulingStrategy strategy, boolean kept) {
        if (!kept) {
            throw notKept(strategy, ". Nothing was claimed, the tasks wait on. Claim in another order");
        }
    }

    /** For {@link TaskInspection#preview}: as a claim would be answered. */
    public static void requireKeptForPreview(SchedulingStrategy strategy, boolean kept) {
        if (!kept) {
            throw notKept(strategy, ", so nothing can be said about such a claim. Ask for another order");
        }
    }

    private static TaskportException notKept(SchedulingStrategy strategy, String meaning) {
        return ErrorCode.STRATEGY_NOT_READY.error("This store does not keep the order " + strategy + meaning
                + ", or add " + strategy + " to the store's strategies.");
    }

    private static void requireAtMost(int max, String what, List<?> requests) {
        if (requests.size() > max) {
            throw ErrorCode.LIMIT_EXCEEDED.error(String.format(
                    "One call has %,d %s, allowed are %,d. Nothing was done. Split it.", requests.size(), what, max));
        }
    }

    /** Also for the requests that check themselves when they are made. */
    static void requireBetween(String what, long value, long max) {
        if (value < 1 || value > max) {
            throw ErrorCode.INVALID_REQUEST.error(String.format(
                    "The %s %,d is not between 1 and %,d. Nothing was done. Ask for a number in that range.",
                    what, value, max));
        }
    }
}
