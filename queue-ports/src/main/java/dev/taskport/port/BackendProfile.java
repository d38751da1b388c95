package dev.taskport.port;

import dev.taskport.domain.SchedulingStrategy;
import java.util.Set;

/**
 * What a backend can and cannot do. A missing capability is said here, never hidden behind a quiet default.
 *
 * @param name the address scheme, such as {@code sqlite}
 * @param durable whether what was acknowledged survives the process
 * @param survivesPowerLoss whether it survives the machine's power too, as the store was opened
 * @param multiProcess whether several processes of one host may share the store
 * @param multiHost whether several hosts may
 * @param changeFeed whether changes can be captured for a live move
 * @param strategies the orders that this store keeps; a claim in another answers STRATEGY_NOT_READY
 */
public record BackendProfile(
        String name,
        boolean durable,
        boolean survivesPowerLoss,
        boolean multiProcess,
        boolean multiHost,
        boolean changeFeed,
        Set<SchedulingStrategy> strategies) {

    /** What a store keeps unless it is told otherwise. */
    public static final Set<SchedulingStrategy> STRATEGIES_DEFAULT =
            Set.of(SchedulingStrategy.PRIORITY, SchedulingStrategy.FIFO, SchedulingStrategy.LIFO);

    public BackendProfile {
        strategies = Set.copyOf(strategies);
    }
}
