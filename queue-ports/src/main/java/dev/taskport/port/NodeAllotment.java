package dev.taskport.port;

import org.jspecify.annotations.Nullable;

/**
 * Allots the node numbers that make ids of different processes different.
 *
 * <ul>
 *   <li><b>N1</b> No two grants cover the same millisecond of the same node, ever: also not after a crash, and not when a
 *       clock was set back.
 *   <li><b>N2</b> Node 0 is never granted.
 * </ul>
 */
public interface NodeAllotment {

    /** The longest reservation: an hour. */
    long MILLIS_MAX = 3_600_000;

    /**
     * Reserves time for making ids.
     *
     * @param previous the caller's last grant, to be extended if it is still the caller's; null for a new one
     * @param millis how many milliseconds to reserve; 1 to {@value #MILLIS_MAX}
     */
    NodeGrant reserve(@Nullable NodeGrant previous, long millis);
}
