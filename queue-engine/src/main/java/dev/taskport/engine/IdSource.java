package dev.taskport.engine;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskportException;
import dev.taskport.port.NodeAllotment;
import dev.taskport.port.NodeGrant;
import dev.taskport.port.PersistenceBackend;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes task ids that are never behind the last one, even when the clock is set back. It asks the backend for a node number
 * and reserves time on it ahead, so that no other process, now or after a crash, can make the same id. When another backend
 * is put in charge it asks that one: what the last one granted, the new one may have granted to somebody else.
 *
 * <p>The first id, and one after each {@value #AHEAD_MILLIS} ms, costs a call of the backend. Safe for use by several
 * threads.
 */
public final class IdSource {

    static final long AHEAD_MILLIS = 30_000;
    private static final int RESERVE_TRIES = 3;

    private final BackendHandle backend;
    private final LongSupplier clockMillis;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable NodeGrant grant;
    private @Nullable PersistenceBackend granter;
    private long millis;
    private int counter;

    public IdSource(BackendHandle backend) {
        this.backend = backend;
        this.clockMillis = () -> backend.now().toEpochMilli();
    }

    /**
     * A new id.
     *
     * @throws TaskportException UNAVAILABLE or OUTCOME_UNKNOWN if time had to be reserved and could not; no id was made
     */
    public TaskId next() {
        lock.lock();
        try {
            step();
            NodeGrant covering = covering();
            return TaskId.of(millis, covering.node(), counter);
        } finally {
            lock.unlock();
        }
    }

    /** Moves on to the next (millisecond, counter): with the clock where it is ahead, else past the last id. */
    private void step() {
        long now = clockMillis.getAsLong();
        if (now > millis) {
            begin(now);
        } else if (counter < TaskId.COUNTER_MAX) {
            counter++;
        } else {
            begin(millis + 1);
        }
    }

    private void begin(long atMillis) {
        millis = atMillis;
        counter = 0;
    }

    private NodeGrant covering() {
        PersistenceBackend asked = backend.current();
        if (granter != null && granter != asked) {
            begin(millis + 1); // another node may have a smaller number
            grant = null;
        }
        granter = asked;
        NodeGrant held = grant;
        if (held != null && millis <= held.untilMillis()) {
            return held;
        }
        NodeGrant next = reserve(asked.nodes(), held);
        grant = next;
        if (millis < next.fromMillis()) {
            begin(next.fromMillis());
        }
        return next;
    }

    private NodeGrant reserve(NodeAllotment nodes, @Nullable NodeGrant held) {
        for (int tried = 1; ; tried++) {
            try {
                return reserveCovering(nodes, held);
            } catch (TaskportException e) {
                // Reserving twice only leaves time unused.
                if (e.code() != ErrorCode.OUTCOME_UNKNOWN || tried == RESERVE_TRIES) {
                    throw e;
                }
            }
        }
    }

    /** A grant may end before the time that ids have run ahead to; then more is reserved. */
    private NodeGrant reserveCovering(NodeAllotment nodes, @Nullable NodeGrant held) {
        NodeGrant next = nodes.reserve(held, AHEAD_MILLIS);
        while (next.untilMillis() < millis) {
            long missing = millis - next.untilMillis() + AHEAD_MILLIS;
            next = nodes.reserve(next, Math.min(missing, NodeAllotment.MILLIS_MAX));
        }
        return next;
    }
}
