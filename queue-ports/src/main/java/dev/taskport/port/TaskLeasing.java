package dev.taskport.port;

import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.Lease;
import dev.taskport.domain.SettleAnswer;
import dev.taskport.domain.Settlement;
import dev.taskport.domain.WorkerId;
import java.time.Duration;
import java.util.List;

/**
 * Everything a worker may ask of a backend.
 *
 * <ul>
 *   <li><b>L1</b> A due task is handed to at most one holder at a time, across threads and processes; a claim leases
 *       exactly the tasks it answers, at most as many as asked.
 *   <li><b>L2</b> Settle, renew and progress take effect only while the task is LEASED under exactly the lease's epoch and
 *       generation, compared in the writing statement. Otherwise nothing changes and the answer says so.
 *   <li><b>L3</b> The epoch grows at every claim and is never reset: not by release, retry, replay, reopening or a move.
 *   <li><b>L4</b> A repeated settlement (same lease, same outcome) answers ALREADY_APPLIED and changes nothing.
 *   <li><b>L5</b> A lease past its deadline still counts until somebody reclaims the task.
 *   <li><b>L6</b> The attempt is counted at the claim, durably: a worker that dies has used it up.
 *   <li><b>L7</b> A claim takes only tasks that are QUEUED, due by the backend's clock, of a type and workspace it names, whose
 *       requirements its capabilities meet, and that no pause covers.
 *   <li><b>L8</b> The order is that of the strategy: FIFO by id, LIFO by id descending, PRIORITY by (priority, id),
 *       PRIORITY_AGEING by (key, id), WEIGHTED_RANDOM by ticket; ties are broken by id, never by time. Between concurrent
 *       claims it is a preference.
 *   <li><b>L9</b> Completing a task unblocks the dependants for which it was the last open dependency, in the same
 *       transaction; a task that ends DEAD cancels the dependants that asked for it.
 *   <li><b>L10</b> An exchange is one transaction: each settlement has its own answer, a stale one changes nothing for the
 *       others, and the claim runs after them and sees what they freed.
 *   <li><b>L11</b> A strategy that the store does not keep is STRATEGY_NOT_READY.
 * </ul>
 */
public interface TaskLeasing {

    /** The most tasks of one claim, settlements or renewals of one call. */
    int BATCH_MAX = 10_000;

    /** Takes due tasks under a lease; empty if there are none or claims are paused. In the order of the strategy. */
    List<ClaimedTask> claim(ClaimRequest request);

    /** Moves the deadlines of leases to {@code duration} from now. */
    List<Renewal> renew(List<Lease> leases, Duration duration);

    /** Ends attempts. */
    List<SettleAnswer> settle(List<Settlement> settlements);

    /** Ends attempts and takes new tasks, in one transaction. While claims are paused it only settles. */
    Exchange exchange(List<Settlement> settlements, ClaimRequest request);

    /** Records how far tasks have come. */
    List<LeaseAnswer> progress(List<ProgressReport> reports);

    /** What the worker holds at present, by id: to be asked after a claim whose outcome is unknown. */
    List<ClaimedTask> held(WorkerId worker);
}
