package dev.taskport.app.demo;

import dev.taskport.app.output.Answer;
import dev.taskport.app.output.Json;
import dev.taskport.app.output.Style;
import dev.taskport.app.output.Words;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.Workspace;
import dev.taskport.engine.Backends;
import dev.taskport.engine.Taskport;
import dev.taskport.migration.Migration;
import dev.taskport.migration.MigrationPlan;
import dev.taskport.migration.MigrationProgress;
import dev.taskport.migration.MigrationReport;
import dev.taskport.migration.Stores;
import dev.taskport.migration.audit.Audit;
import dev.taskport.migration.audit.AuditLimits;
import dev.taskport.migration.audit.AuditReport;
import dev.taskport.migration.verify.Verification;
import dev.taskport.migration.verify.Verify;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.BackendProvider.OpenMode;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.TaskQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The story: a legacy file is looked at, moved into SQLite and verified; a worker process is killed in the middle of its
 * work; other workers finish everything, a failure and a dead letter included; the queue moves on to another file, and back
 * into one that the old program reads.
 */
final class Demo {

    /** The fields that the life of a task has to do with. */
    private static final Set<String> WORK_CHANGES =
            Set.of("status", "assigned_to", "assigned_at", "completed_at", "completed_by", "failures", "taskport");

    private final DemoFolder folder;
    private final Narrator narrator;

    Demo(DemoFolder folder, Narrator narrator) {
        this.folder = folder;
        this.narrator = narrator;
    }

    /**
     * Tells the whole story.
     *
     * @throws DemoFailed if anything that it claims is not true
     */
    Told run() throws IOException, InterruptedException {
        byte[] legacyBefore = Files.readAllBytes(folder.legacyFile());
        find();
        look();
        migrate();
        verify(folder.legacy(), folder.first(), "the legacy file and the new store");
        comeBackUnworked();
        work();
        moveOn();
        comeBackWorked();
        narrator.proved(
                Arrays.equals(legacyBefore, Files.readAllBytes(folder.legacyFile())),
                "the legacy file is what it was, byte for byte");
        return new Told(folder.path(), narrator.proofs());
    }

    private void find() {
        narrator.chapter("Somewhere there is a queue of an older program");
        narrator.tell("taskport audit .");
        AuditReport audit = Audit.of(
                folder.path(),
                AuditLimits.DEFAULT,
                Stores.installed(),
                BackendOptions.defaults(),
                InstantSource.system(),
                files -> {});
        List<AuditReport.Content> found = audit.queues().stream()
                .flatMap(queue -> Stream.ofNullable(queue.content()))
                .toList();
        found.forEach(queue -> narrator.tell(folder.legacyFile().getFileName() + ": " + queue.format()));
        narrator.proved(found.size() == 1, "the queue is found, and by its structure it is a Meridian one");
    }

    private void look() {
        narrator.chapter("What would a migration of it do?");
        narrator.tell("taskport migrate " + folder.legacyFile().getFileName() + " --to sqlite:first.db --dry-run");
        MigrationReport report = migration(folder.legacy(), folder.first(), true);
        narrator.tell(Words.tasks(report.source()) + ": " + counts(report.byStatus()));
        report.warnings().forEach(warning -> narrator.tell("warning: " + warning.message()));
        narrator.proved(!Files.exists(folder.firstFile()), "a dry run creates nothing");
    }

    private void migrate() {
        narrator.chapter("Migrate it into SQLite");
        MigrationReport report = migration(folder.legacy(), folder.first(), false);
        narrator.tell("Run " + report.run() + ": " + Words.tasks(report.migrated()) + " migrated, " + report.skipped()
                + " skipped, " + report.rejected() + " rejected.");
        narrator.proved(
                report.verified() && report.migrated() == report.source() && report.source() > 0,
                "all " + Words.tasks(report.source()) + " arrived, compared by content in both directions");
    }

    private void verify(BackendAddress left, BackendAddress right, String what) {
        narrator.chapter("Verify again, independently");
        narrator.proved(equal(left, right), what + " hold the same");
    }

    private void work() throws IOException, InterruptedException {
        try (Taskport taskport = Taskport.open(folder.first(), BackendOptions.defaults(), OpenMode.MUST_EXIST)) {
            long heldBefore = taskport.queue().stats().count(TaskStatus.HELD);
            Shift shift = new Shift(taskport, folder, narrator);
            shift.losesAWorker();
            shift.worksEverythingOff();
            shift.replaysTheDead();
            narrator.proved(
                    taskport.queue().stats().count(TaskStatus.HELD) == heldBefore,
                    Words.tasks(heldBefore) + " that people had set aside still wait for people:"
                            + " nothing starts because it was migrated");
            shift.awaitThatTheKilledWorkerIsForgotten();
        }
    }

    private void moveOn() {
        narrator.chapter("Move the same queue on to another SQLite file");
        MigrationReport report = migration(folder.first(), folder.second(), false);
        narrator.tell(Words.tasks(report.migrated()) + " moved: " + counts(report.byStatus()));
        narrator.proved(
                report.verified() && equal(folder.first(), folder.second()),
                "both files hold the same tasks, results, failures and lease counters");
    }

    /** The old program must be able to go on with what it gets back. */
    private void comeBackUnworked() throws IOException {
        narrator.chapter("The way back, before anything was worked");
        MigrationReport report = migration(folder.first(), folder.back("unworked"), false);
        LegacyFile before = LegacyFile.read(folder.legacyFile());
        LegacyFile after = LegacyFile.read(folder.backFile("unworked"));
        narrator.proved(
                report.verified()
                        && before.differingTasks(after).isEmpty()
                        && before.differingRootFields(after).isEmpty(),
                "the old program gets its file back: every field of every task and of the root has its old value");
    }

    private void comeBackWorked() throws IOException {
        narrator.chapter("The way back, with what the work changed");
        MigrationReport report = migration(folder.second(), folder.back("worked"), false);
        Map<String, Set<String>> changed =
                LegacyFile.read(folder.legacyFile()).differingTasks(LegacyFile.read(folder.backFile("worked")));
        Set<String> fields = new TreeSet<>();
        changed.values().forEach(fields::addAll);
        narrator.tell(Words.tasks(changed.size()) + " differ from the first file, in " + String.join(", ", fields));
        narrator.proved(
                report.verified() && changed.keySet().equals(workedTasks()) && WORK_CHANGES.containsAll(fields),
                "the tasks that were worked on differ, in what the work changed; all others have their old values");
    }

    /** By the names that the old program gave them. */
    private Set<String> workedTasks() {
        try (Taskport taskport = Taskport.open(folder.second(), BackendOptions.defaults(), OpenMode.READ_ONLY)) {
            return taskport.queue()
                    .all(TaskQuery.all(Workspace.DEFAULT))
                    .filter(task -> task.state().leaseEpoch() > 0)
                    .map(task -> String.valueOf(task.spec().externalId()))
                    .collect(Collectors.toSet());
        }
    }

    private static MigrationReport migration(BackendAddress from, BackendAddress to, boolean dryRun) {
        MigrationPlan plan = MigrationPlan.of(from, to).dryRun(dryRun);
        return new Migration(plan, Stores.installed(), MigrationProgress.SILENT).run();
    }

    private static boolean equal(BackendAddress left, BackendAddress right) {
        BackendOptions options = BackendOptions.defaults();
        try (PersistenceBackend first = Backends.open(left, options, OpenMode.READ_ONLY);
                PersistenceBackend second = Backends.open(right, options, OpenMode.READ_ONLY)) {
            Verification verification = Verify.of(first, second);
            return verification.equal() && verification.left() > 0;
        }
    }

    private static String counts(Map<TaskStatus, Long> byStatus) {
        return byStatus.entrySet().stream()
                .filter(status -> status.getValue() > 0)
                .map(status -> status.getValue() + " " + status.getKey().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    /** What was proved, and where the files are. */
    record Told(Path folder, List<String> proofs) implements Answer {

        @Override
        public Object json() {
            return Json.object("ok", true, "folder", folder, "proofs", proofs);
        }

        @Override
        public String text(Style style) {
            String second = "--backend \"sqlite:" + folder.resolve("second.db") + "\"";
            return "\n" + style.good("Everything was proved: ") + proofs.size() + " of " + proofs.size() + ".\n\n"
                    + style.bold("What to try next") + "\n"
                    + "   taskport " + second + " stats\n"
                    + "   taskport " + second + " tasks list --status HELD\n"
                    + "   taskport enqueue mail --payload '{\"to\":\"ada\"}' && taskport work --exec mail=cat --until-empty\n"
                    + "   README.md: a complete program in ten lines\n\n"
                    + "The files of this demo are in " + folder + "; remove them when you like.";
        }
    }
}
