package dev.taskport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.domain.Capabilities;
import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.Lease;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.Workspace;
import java.time.Duration;

/** Attempts of a worker whose heartbeats the test makes itself. */
abstract class AttemptBench extends EngineBench {

    final Attempts attempts = new Attempts();
    final LeaseKeeper leases = leases(Lease.DEFAULT);

    final LeaseKeeper leases(Duration lease) {
        WorkerSettings settings =
                new WorkerSettings(WORKER, Workspace.DEFAULT, 1, 0, Capabilities.NONE, lease, Duration.ofMillis(1));
        return new LeaseKeeper(engine, attempts, settings, engine.listeners());
    }

    /** A task that was just enqueued and claimed, and is run by this thread. */
    Attempt running(Duration lease) {
        TaskId id = enqueued("work");
        long asked = clock.nanos();
        ClaimedTask claimed = faulty.real().leasing().claim(claim(1, lease)).get(0);
        assertThat(claimed.task().id()).isEqualTo(id);
        Attempt attempt = new Attempt(claimed, new ClaimedTogether(1), lease, asked);
        attempts.add(attempt);
        attempt.begin(asked);
        return attempt;
    }
}
