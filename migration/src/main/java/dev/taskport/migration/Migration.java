package dev.taskport.migration;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskportException;
import dev.taskport.migration.MigrationProgress.Step;
import dev.taskport.migration.verify.Scope;
import dev.taskport.migration.verify.Verification;
import dev.taskport.migration.verify.Verify;
import dev.taskport.port.BackendProvider.OpenMode;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.TransferReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Moves everything from one store to another: look, back up, copy, verify, report. The source is read at one moment and
 * never written. A run that was interrupted, however, is gone on with by starting it again; a run that is over changes
 * nothing when it is started again. For one thread.
 */
public final class Migration {

    private final MigrationPlan plan;
    private final Stores stores;
    private final MigrationProgress progress;
    private final SettingNames names;

    public Migration(MigrationPlan plan, Stores stores, MigrationProgress progress) {
        this(plan, stores, progress, SettingNames.JAVA);
    }

    /** For a plan whose settings were made under other names. */
    public Migration(MigrationPlan plan, Stores stores, MigrationProgress progress, SettingNames names) {
        this.names = names;
        this.plan = plan;
        this.stores = stores;
        this.progress = progress;
    }

    /**
     * Runs it, or only looks if the plan says so.
     *
     * @return also if the proof found differences, which {@link MigrationReport#verified()} says
     * @throws TaskportException if it was refused or failed; the message says what was done by then
     */
    public MigrationReport run() {
        requireTwoStores();
        Instant began = plan.sourceOptions().clock().instant();
        try (PersistenceBackend source = stores.open(plan.source(), plan.sourceOptions(), OpenMode.READ_ONLY);
                TransferReader reader = source.transfer().read()) {
            Findings findings = preflight(source, reader);
            Reporting reporting = new Reporting(plan, reader, began);
            return plan.dryRun() ? reporting.dryRun(findings) : execute(source, reader, findings, reporting);
        }
    }

    private void requireTwoStores() {
        if (plan.source().scheme().equals(plan.target().scheme())
                && !plan.source().location().isEmpty()
                && samePlace(plan.source().location(), plan.target().location())) {
            throw ErrorCode.INVALID_REQUEST.error("Source and target are the same store, " + plan.source()
                    + ". Nothing was migrated. Name another target.");
        }
    }

    /** Also by different spellings: a relative path, a detour over another folder, a link. */
    private static boolean samePlace(String one, String other) {
        try {
            return one.equals(other)
                    || Path.of(one)
                            .toAbsolutePath()
                            .normalize()
                            .equals(Path.of(other).toAbsolutePath().normalize())
                    || Files.isSameFile(Path.of(one), Path.of(other));
        } catch (IOException | InvalidPathException noFiles) {
            return false; // where one of them is no file, or not there yet, they are two
        }
    }

    /** The target is only looked at, and only if there is one. */
    private Findings preflight(PersistenceBackend source, TransferReader reader) {
        Preflight preflight = new Preflight(plan, names, source, reader, progress);
        if (!stores.probe(plan.target(), plan.targetOptions()).exists()) {
            return preflight.look(null);
        }
        try (PersistenceBackend target = stores.open(plan.target(), plan.targetOptions(), OpenMode.READ_ONLY)) {
            return preflight.look(target);
        }
    }

    private MigrationReport execute(
            PersistenceBackend source, TransferReader reader, Findings findings, Reporting reporting) {
        Instant now = plan.sourceOptions().clock().instant();
        try (MigrationRun run = MigrationRun.open(plan, findings, now);
                PersistenceBackend target = stores.open(plan.target(), plan.targetOptions(), OpenMode.CREATE)) {
            Verification before = compare(reader, target, findings, done -> {});
            reporting.rejects(run);
            backup(source, reader, target, before, run, reporting);
            new Copy(reader, target, plan.target(), findings, run.journal(), progress).run(plan.batch());
            Verification after = compare(
                    reader,
                    target,
                    findings,
                    done -> progress.at(Step.VERIFY, done, findings.figures().source()));
            MigrationReport report = reporting.done(run, findings, before, after);
            run.journal().finished(plan.sourceOptions().clock().instant(), report.verified());
            return report;
        }
    }

    private Verification compare(
            TransferReader reader, PersistenceBackend target, Findings findings, LongConsumer done) {
        Scope scope = new Scope(findings::moves, findings::moves, true);
        try (TransferReader targetReader = target.transfer().read()) {
            return Verify.of(reader, targetReader, scope, done);
        }
    }

    private void backup(
            PersistenceBackend source,
            TransferReader reader,
            PersistenceBackend target,
            Verification before,
            MigrationRun run,
            Reporting reporting) {
        Backup backup = new Backup(stores, run, progress);
        List<Optional<String>> missing = new ArrayList<>();
        missing.add(backup.take("source", source, reader, plan.source(), plan.sourceOptions()));
        if (before.right() > 0 || before.more() > 0) {
            try (TransferReader targetReader = target.transfer().read()) {
                missing.add(backup.take("target", target, targetReader, plan.target(), plan.targetOptions()));
            }
        }
        missing.forEach(reason -> reason.ifPresent(reporting::noBackup));
    }
}
