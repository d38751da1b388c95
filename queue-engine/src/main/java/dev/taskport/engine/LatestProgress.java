package dev.taskport.engine;

import dev.taskport.domain.Progress;
import org.jspecify.annotations.Nullable;

/**
 * How far one attempt has come, as far as the backend shall know: what is said first is sent at once, and of what follows
 * until the next heartbeat only the last. A handler that counts every record would otherwise write to the store as often.
 * One report of an attempt is on its way at a time, so that an older one never overtakes a newer. Safe for use by several
 * threads.
 */
final class LatestProgress {

    private @Nullable Progress unsent;
    private boolean sentSinceBeat;
    private boolean onItsWay;

    /** Keeps a report in place of the last one; whether it shall be sent now. */
    synchronized boolean say(Progress progress) {
        unsent = progress;
        return !sentSinceBeat;
    }

    /** What to send now, to be followed by {@link #sent()}; null if there is nothing, or a report is on its way. */
    synchronized @Nullable Progress take() {
        Progress next = onItsWay ? null : unsent;
        if (next != null) {
            unsent = null;
            sentSinceBeat = true;
            onItsWay = true;
        }
        return next;
    }

    synchronized void sent() {
        onItsWay = false;
    }

    /** As {@link #take()}, at a heartbeat: after one that found nothing the next report is sent at once again. */
    synchronized @Nullable Progress beat() {
        Progress next = take();
        sentSinceBeat = next != null;
        return next;
    }
}
