package dev.taskport.migration;

import dev.taskport.domain.Counted;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskportException;
import dev.taskport.domain.Workspace;
import dev.taskport.engine.BackendHandle;
import dev.taskport.engine.WorkerRegistry;
import dev.taskport.port.BackendCare;
import dev.taskport.port.ForeignReader;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.TaskQuery;
import dev.taskport.port.TransferReader;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks at both sides before anything is written, and refuses what would end badly. */
final class Preflight {

    private static final int SHOWN_MAX = 10;

    private final MigrationPlan plan;
    private final SettingNames names;
    private final PersistenceBackend source;
    private final TransferReader reader;
    private final MigrationProgress progress;

    Preflight(
            MigrationPlan plan,
            SettingNames names,
            PersistenceBackend source,
            TransferReader reader,
            MigrationProgress progress) {
        this.plan = plan;
        this.names = names;
        this.source = source;
        this.reader = reader;
        this.progress = progress;
    }

    /**
     * Looks.
     *
     * @param target null if there is none yet
     */
    Findings look(@Nullable PersistenceBackend target) {
        requireSound();
        requireAtRest();
        requireHeeded();
        requireNoRejects();
        Findings findings = Analysis.of(plan, reader, target, progress);
        requireNoConflicts(findings);
        requireNobodyStranded(findings);
        requireSomething(findings.figures());
        return findings;
    }

    /** Rejects are looked at by themselves, because they may be left behind. */
    private void requireSound() {
        List<BackendCare.Check> failed = source.care().check().stream()
                .filter(check -> !check.ok())
                .filter(check ->
                        !(reader instanceof ForeignReader && check.name().equals(ForeignReader.REJECTS_CHECK)))
                .toList();
        if (!failed.isEmpty()) {
            throw ErrorCode.DAMAGED.error("The source " + plan.source() + " is not sound: "
                    + failed.stream()
                            .map(check -> check.name() + " (" + check.detail() + ")")
                            .collect(Collectors.joining(", "))
                    + ". Nothing was migrated. Restore it from a backup, or salvage what can be read.");
        }
    }

    private void requireHeeded() {
        if (reader instanceof ForeignReader foreign && !foreign.unheeded().isEmpty()) {
            throw ErrorCode.INVALID_REQUEST.error(plan.source() + " cannot be read as asked: "
                    + String.join("; ", foreign.unheeded()) + ". Nothing was migrated.");
        }
    }

    private void requireAtRest() {
        new WorkerRegistry(new BackendHandle(source))
                .workers().stream().findFirst().ifPresent(worker -> {
                    throw busy("worker " + worker.id() + " is registered (one that was killed is forgotten after "
                            + WorkerRegistry.FORGOTTEN_AFTER.toSeconds() + " s)");
                });
        source.inspection().workspaces().forEach(this::requireNoLease);
    }

    private void requireNoLease(Workspace workspace) {
        Instant now = source.clock().instant();
        TaskQuery leased =
                TaskQuery.all(workspace).statuses(Set.of(TaskStatus.LEASED)).limit(TaskQuery.LIMIT_MAX);
        List<Task> page = source.inspection().list(leased);
        while (!page.isEmpty()) {
            page.stream().filter(task -> !task.expired(now)).findFirst().ifPresent(task -> {
                throw busy("task " + task.id() + " is held by worker "
                        + task.state().leasedBy() + " until " + task.state().leasedUntil());
            });
            page = source.inspection()
                    .list(leased.after(page.get(page.size() - 1).id()));
        }
    }

    private TaskportException busy(String why) {
        return ErrorCode.UNAVAILABLE.error("The source " + plan.source() + " is being worked on: " + why
                + ". Nothing was migrated. Drain it and stop its workers, or move it while it runs by a rollout.");
    }

    private void requireNoRejects() {
        if (plan.lenient() || !(reader instanceof ForeignReader foreign)) {
            return;
        }
        List<ForeignReader.Reject> rejects = foreign.rejects();
        if (!rejects.isEmpty()) {
            throw ErrorCode.INVALID_REQUEST.error(
                    Counted.of(rejects.size(), "record", "records") + " of " + plan.source()
                            + (rejects.size() == 1 ? " is no task: " : " are no tasks: ")
                            + shown(rejects.stream().map(reject -> reject.where() + ": " + reject.reason()))
                            + ". Nothing was migrated. Correct them, or go on without them by " + names.lenient()
                            + ", which keeps them in a file.");
        }
    }

    private void requireNoConflicts(Findings findings) {
        List<Conflict> refused = findings.conflicts().stream()
                .filter(conflict -> plan.onConflict() == OnConflict.FAIL
                        || (plan.onConflict() == OnConflict.REPLACE && !conflict.replaceable()))
                .toList();
        if (!refused.isEmpty()) {
            throw ErrorCode.VERSION_CONFLICT.error(Counted.of(refused.size(), "thing", "things") + " of "
                    + plan.source()
                    + (refused.size() == 1 ? " does" : " do") + " not fit what the target " + plan.target() + " holds: "
                    + shown(refused.stream().map(Conflict::toString))
                    + ". Nothing was migrated. Leave the target's as they are by " + names.skip()
                    + ", let the source's take"
                    + " their place where possible by " + names.replace() + ", or migrate into an empty store.");
        }
    }

    private void requireNobodyStranded(Findings findings) {
        if (!findings.stranded().isEmpty()) {
            boolean one = findings.stranded().size() == 1;
            throw ErrorCode.VERSION_CONFLICT.error(
                    Counted.tasks(findings.stranded().size()) + " of " + plan.source()
                            + " cannot come to the target " + plan.target()
                            + ", which knows " + (one ? "it under another id" : "them under other ids")
                            + ", but others wait for "
                            + (one ? "it" : "them") + " and would wait for ever: "
                            + shown(findings.stranded().stream().map(TaskId::toString))
                            + ". Nothing was migrated. Migrate into an empty store.");
        }
    }

    private void requireSomething(Figures figures) {
        if (figures.source() > 0 && figures.migrate() + figures.present() + figures.ahead() == 0) {
            throw ErrorCode.INVALID_REQUEST.error("0 of " + Counted.tasks(figures.source()) + " of "
                    + plan.source() + " would be migrated: "
                    + Counted.of(figures.rejected(), "is no task", "are no tasks") + ", "
                    + Counted.of(figures.leftBehind(), "is", "are") + " finished and left behind, "
                    + Counted.of(figures.kept(), "conflicts", "conflict")
                    + " with the target. Nothing was migrated. Look at the source, or ask for more of it.");
        }
    }

    private static String shown(Stream<String> lines) {
        List<String> some = lines.limit(SHOWN_MAX + 1L).toList();
        String joined = some.stream().limit(SHOWN_MAX).collect(Collectors.joining("; "));
        return some.size() > SHOWN_MAX ? joined + "; …" : joined;
    }
}
