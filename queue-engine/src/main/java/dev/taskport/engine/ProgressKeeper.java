package dev.taskport.engine;

import dev.taskport.domain.Progress;
import dev.taskport.port.LeaseAnswer;
import dev.taskport.port.ProgressReport;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends at each heartbeat, in one call, what the handlers of a worker said last about how far they have come. */
final class ProgressKeeper {

    private final Engine engine;
    private final Attempts attempts;
    private final LeaseKeeper leases;

    ProgressKeeper(Engine engine, Attempts attempts, LeaseKeeper leases) {
        this.engine = engine;
        this.attempts = attempts;
        this.leases = leases;
    }

    void beat() {
        List<Attempt> said = new ArrayList<>();
        List<ProgressReport> reports = new ArrayList<>();
        for (Attempt attempt : attempts.all()) {
            @Nullable Progress progress = attempt.progress().beat();
            if (progress != null) {
                said.add(attempt);
                reports.add(new ProgressReport(attempt.lease(), progress));
            }
        }
        if (!said.isEmpty()) {
            send(said, reports);
        }
    }

    private void send(List<Attempt> said, List<ProgressReport> reports) {
        try {
            List<LeaseAnswer> answers = engine.backend().leasing().progress(reports);
            for (int i = 0; i < answers.size(); i++) {
                if (answers.get(i) != LeaseAnswer.APPLIED) {
                    leases.lost(said.get(i));
                }
            }
        } finally {
            said.forEach(attempt -> attempt.progress().sent());
        }
    }
}
