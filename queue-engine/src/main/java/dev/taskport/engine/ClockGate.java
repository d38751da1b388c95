package dev.taskport.engine;

import dev.taskport.domain.Lease;
import dev.taskport.port.PersistenceBackend;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closed for the time of a lease after the wall clock jumped ahead, and says so: whoever acts because of the time of day
 * asks here first. Not safe for use by several threads.
 */
final class ClockGate {

    private static final Logger log = LoggerFactory.getLogger(ClockGate.class);

    private final Engine engine;
    private final String closed;
    private ClockWatch watch = new ClockWatch(Lease.DEFAULT);
    private @Nullable PersistenceBackend watched;
    private boolean open = true;

    /**
     * @param closed what does not happen while the gate is closed, for the log
     */
    ClockGate(Engine engine, String closed) {
        this.engine = engine;
        this.closed = closed;
    }

    /** Whether to go on now. */
    boolean open() {
        PersistenceBackend backend = engine.backend().current();
        if (backend != watched) { // another backend, another clock: the step between the two is no jump
            watched = backend;
            watch = new ClockWatch(Lease.DEFAULT);
        }
        long before = engine.ticker().nanos();
        boolean trusted =
                watch.trusted(before, backend.clock().instant(), engine.ticker().nanos());
        if (trusted != open) {
            tell(trusted);
        }
        open = trusted;
        return trusted;
    }

    private void tell(boolean trusted) {
        if (trusted) {
            log.info("The clock is trusted again.");
        } else {
            log.warn(
                    "The clock jumped ahead: for {} s {}. If the new time is wrong, set it right now.",
                    Lease.DEFAULT.toSeconds(),
                    closed);
        }
    }
}
