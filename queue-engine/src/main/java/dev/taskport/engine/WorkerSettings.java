package dev.taskport.engine;

import dev.taskport.domain.Capabilities;
import dev.taskport.domain.WorkerId;
import dev.taskport.domain.Workspace;
import java.time.Duration;

/**
 * How a worker works; see {@link WorkerPoolBuilder} for what each setting means.
 *
 * @param poll how long an idle worker waits before it looks again without a hint
 */
record WorkerSettings(
        WorkerId id,
        Workspace workspace,
        int concurrency,
        int prefetchMax,
        Capabilities capabilities,
        Duration lease,
        Duration poll) {}
