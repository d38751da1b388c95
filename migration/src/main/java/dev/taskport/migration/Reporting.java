package dev.taskport.migration;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.taskport.migration.MigrationReport.Warning;
import dev.taskport.migration.verify.Discrepancy;
import dev.taskport.migration.verify.Discrepancy.Disturbed;
import dev.taskport.migration.verify.Discrepancy.Subject;
import dev.taskport.migration.verify.Verification;
import dev.taskport.port.ForeignReader;
import dev.taskport.port.TransferReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects what a run has to tell. For one thread. */
final class Reporting {

    static final String REJECTS = "rejects.jsonl";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final MigrationPlan plan;
    private final @Nullable ForeignReader foreign;
    private final Instant began;
    private final List<Warning> warnings = new ArrayList<>();

    Reporting(MigrationPlan plan, TransferReader reader, Instant began) {
        this.plan = plan;
        this.foreign = reader instanceof ForeignReader it ? it : null;
        this.began = began;
        if (foreign != null) {
            foreign.warnings()
                    .forEach(warning -> warnings.add(new Warning(warning.kind(), warning.count(), warning.message())));
        }
    }

    /** Writes what is no task beside the journal, each with its reason and its original text. */
    void rejects(MigrationRun run) {
        if (foreign != null && !foreign.rejects().isEmpty()) {
            String lines = foreign.rejects().stream()
                    .map(reject -> MAPPER.valueToTree(reject).toString() + "\n")
                    .collect(Collectors.joining());
            run.write(REJECTS, lines.getBytes(StandardCharsets.UTF_8));
        }
    }

    void noBackup(String reason) {
        warnings.add(new Warning("no-backup", 1, reason));
    }

    MigrationReport dryRun(Findings findings) {
        return report(null, findings.figures(), findings, false, List.of());
    }

    MigrationReport done(MigrationRun run, Findings findings, Verification before, Verification after) {
        List<Discrepancy> differences = new ArrayList<>(after.differences());
        boolean undisturbed =
                before.more() == after.more() && before.moreDigest().equals(after.moreDigest());
        if (!undisturbed) {
            differences.add(new Disturbed(new Subject("things", "of its own"), before.more(), after.more()));
        }
        boolean verified = after.equal() && undisturbed;
        MigrationReport report = report(run, run.figures(), findings, verified, differences);
        run.write("report.json", report.json().getBytes(StandardCharsets.UTF_8));
        return report;
    }

    private MigrationReport report(
            @Nullable MigrationRun run,
            Figures figures,
            Findings findings,
            boolean verified,
            List<Discrepancy> differences) {
        return new MigrationReport(
                run == null ? null : run.name(),
                run == null ? null : run.folder().toString(),
                plan.source().toString(),
                plan.target().toString(),
                plan.dryRun(),
                figures.source(),
                figures.migrate(),
                figures.skipped(),
                figures.rejected(),
                figures.records(),
                figures.byStatus(),
                Stream.concat(warnings.stream(), warnings(figures, findings)).toList(),
                verified,
                // The run's figures are from when it began; work may have gone on in the target before it was resumed.
                findings.figures().ahead(),
                differences.stream().map(Discrepancy::line).toList(),
                Duration.between(began, plan.sourceOptions().clock().instant()));
    }

    private static Stream<Warning> warnings(Figures figures, Findings findings) {
        return Stream.of(
                        new Warning(
                                "ahead",
                                findings.figures().ahead(),
                                "Tasks that have moved on in the target since an earlier run," + " left as they are: "
                                        + findings.figures().ahead()),
                        new Warning(
                                "left-behind",
                                figures.leftBehind(),
                                "Finished tasks left behind: " + figures.leftBehind()),
                        new Warning(
                                "conflict",
                                findings.conflicts().size(),
                                "Conflicts with what the target holds: "
                                        + findings.conflicts().size() + " ("
                                        + findings.conflicts().stream()
                                                .limit(5)
                                                .map(Conflict::toString)
                                                .collect(Collectors.joining("; "))
                                        + ")"),
                        new Warning(
                                "rejected",
                                figures.rejected(),
                                "Records that are no tasks: " + figures.rejected() + " (with their reasons in "
                                        + REJECTS + ")"))
                .filter(warning -> warning.count() > 0);
    }
}
