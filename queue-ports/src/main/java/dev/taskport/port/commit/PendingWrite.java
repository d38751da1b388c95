package dev.taskport.port.commit;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One caller's operation on its way into a group, and where the caller waits for its end. */
final class PendingWrite<T, R> {

    private final Function<T, R> work;
    private final Thread caller = Thread.currentThread();
    private final boolean mayLead;
    private @Nullable R result;
    private @Nullable Throwable failure;
    private @Nullable Thread failedOn;
    /** Written last: who reads true sees result and failure. */
    private volatile boolean done;

    PendingWrite(Function<T, R> work, boolean mayLead) {
        this.work = work;
        this.mayLead = mayLead;
    }

    /** Whether its caller may write groups itself. */
    boolean mayLead() {
        return mayLead;
    }

    /** Does the work; the outcome counts only once it is {@link #finish finished}. */
    void run(T transaction) {
        result = work.apply(transaction);
    }

    void fail(Throwable why) {
        failure = why;
        failedOn = Thread.currentThread();
    }

    void finish() {
        done = true;
    }

    boolean done() {
        return done;
    }

    void wake() {
        if (caller != Thread.currentThread()) {
            LockSupport.unpark(caller);
        }
    }

    /** What the caller gets. */
    @SuppressWarnings("NullAway") // An operation may answer null, and then its caller expects that.
    R outcome() {
        if (failure != null) {
            throw caller == failedOn ? Failures.unchecked(failure) : Failures.rethrown(failure);
        }
        return result;
    }
}
