package dev.taskport.port;

import dev.taskport.domain.Retention;
import dev.taskport.domain.Task;
import java.util.List;

/**
 * What the janitor asks. Every call is bounded and safe to run twice at once, in one process or several.
 *
 * <ul>
 *   <li><b>H1</b> Reclaiming compares token and deadline of each task in the writing statement: a lease that was renewed or
 *       settled meanwhile is left alone.
 *   <li><b>H2</b> A reclaimed task is QUEUED again, or DEAD if its attempts are used up; the attempt stays spent.
 *   <li><b>H3</b> An expired lease is found whatever else is in the store; the longest expired come first.
 *   <li><b>H4</b> Nothing but finished tasks that {@link Retention#prunable} allows is ever pruned; their log goes with them,
 *       edges that they satisfied stay.
 *   <li><b>H5</b> The sweep mends dependencies that were missed and counts them: each is a defect.
 * </ul>
 */
public interface TaskHousekeeping {

    /** Every {@code limit} is 1 to this. */
    int LIMIT_MAX = 10_000;

    /** Takes back up to {@code limit} tasks whose lease has run out; answers them as they are now. */
    List<Task> reclaimExpired(int limit);

    /** Removes up to {@code limit} finished tasks; answers how many. */
    int prune(Retention retention, int limit);

    /** Looks at up to {@code limit} BLOCKED tasks for missed completions and failures; answers how many were mended. */
    int sweepDependencies(int limit);

    /** Removes up to {@code limit} expired records; answers how many. */
    int purgeExpiredRecords(int limit);
}
