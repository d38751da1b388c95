package dev.taskport.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.domain.Lease;
import dev.taskport.domain.Outcome;
import dev.taskport.domain.Progress;
import dev.taskport.domain.SettleAnswer;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.Workspace;
import dev.taskport.port.LeaseAnswer;
import dev.taskport.port.LogAppend;
import dev.taskport.port.LogLevel;
import dev.taskport.port.LogLine;
import dev.taskport.port.ProgressReport;
import dev.taskport.port.Renewal;
import java.time.Duration;
import java.util.List;

/** Leases that are not what they were, and what they must not be able to do. */
final class Leases {

    /** One of each kind. */
    static final List<Outcome> OUTCOMES = List.of(
            Bench.completed("{\"ok\":true}"),
            new Outcome.Retry("it broke", Duration.ofSeconds(1)),
            new Outcome.Bury("hopeless"),
            new Outcome.Snooze(Duration.ofSeconds(1)),
            new Outcome.Release());

    private Leases() {}

    static Lease withEpoch(Lease lease, long epoch) {
        return new Lease(lease.task(), epoch, lease.generation(), lease.until());
    }

    static Lease withGeneration(Lease lease, long generation) {
        return new Lease(lease.task(), lease.epoch(), generation, lease.until());
    }

    static LeaseAnswer renew(Bench bench, Lease lease) {
        List<Renewal> renewals = bench.leasing().renew(List.of(lease), Duration.ofMinutes(1));
        assertThat(renewals).hasSize(1);
        return renewals.get(0).answer();
    }

    static LeaseAnswer progress(Bench bench, Lease lease, int percent) {
        List<LeaseAnswer> answers =
                bench.leasing().progress(List.of(new ProgressReport(lease, new Progress(percent, "half way"))));
        assertThat(answers).hasSize(1);
        return answers.get(0);
    }

    static LeaseAnswer log(Bench bench, Lease lease, String message) {
        List<LeaseAnswer> answers = bench.backend().log().append(List.of(new LogAppend(lease, LogLevel.INFO, message)));
        assertThat(answers).hasSize(1);
        return answers.get(0);
    }

    static List<LogLine> lines(Bench bench, TaskId task) {
        return bench.backend().log().read(Workspace.DEFAULT, task, 0, 1000);
    }

    /** Tries everything that a holder may do, and demands that nothing happens and the answers say so. */
    static void assertPowerless(Bench bench, Lease lease) {
        Task before = bench.find(lease.task());
        List<LogLine> linesBefore = lines(bench, lease.task());
        for (Outcome outcome : OUTCOMES) {
            assertThat(bench.settle(lease, outcome))
                    .as("settle %s under %s", outcome.kind(), lease)
                    .isEqualTo(SettleAnswer.LEASE_LOST);
        }
        assertThat(renew(bench, lease)).as("renew %s", lease).isEqualTo(LeaseAnswer.LEASE_LOST);
        assertThat(progress(bench, lease, 50)).as("progress under %s", lease).isEqualTo(LeaseAnswer.LEASE_LOST);
        assertThat(log(bench, lease, "too late")).as("log under %s", lease).isEqualTo(LeaseAnswer.LEASE_LOST);
        assertThat(bench.find(lease.task())).isEqualTo(before);
        assertThat(lines(bench, lease.task())).isEqualTo(linesBefore);
    }
}
