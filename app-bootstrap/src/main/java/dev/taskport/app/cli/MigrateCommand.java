package dev.taskport.app.cli;

import dev.taskport.app.config.Addresses;
import dev.taskport.app.output.Answer;
import dev.taskport.app.output.ExitCode;
import dev.taskport.app.output.Style;
import dev.taskport.app.store.BackendChange;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.JsonText;
import dev.taskport.migration.Migration;
import dev.taskport.migration.MigrationPlan;
import dev.taskport.migration.MigrationReport;
import dev.taskport.migration.OnConflict;
import dev.taskport.migration.SettingNames;
import dev.taskport.migration.Stores;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "migrate",
        description = {
            "Move everything from one store to another: look, back up, copy, verify, report. The source is never changed.",
            "A run that was interrupted goes on when the command is repeated."
        },
        footer = {
            "%nExamples:",
            "  taskport migrate task-queue.json --to sqlite:./taskport.db --dry-run",
            "  taskport migrate sqlite:./old.db --to sqlite:./new.db",
            "%nExit code 3 means that the proof found differences; the report names them."
        })
final class MigrateCommand implements Callable<Integer> {

    private static final SettingNames OPTIONS =
            new SettingNames("--lenient", "--on-conflict skip", "--on-conflict replace");

    @Parameters(paramLabel = "SOURCE", description = "An address, or a file: what it is, its first bytes tell.")
    String source = "";

    @Option(
            names = "--to",
            required = true,
            paramLabel = "ADDRESS",
            description = "Where to; created if there is none.")
    String target = "";

    @Option(names = "--dry-run", description = "Only look: nothing is created or changed anywhere.")
    boolean dryRun;

    @Option(
            names = "--lenient",
            description = "Go on without records that are no tasks; they go to a file with the reasons.")
    boolean lenient;

    @Option(
            names = "--active-only",
            description = "Leave finished tasks behind, unless an unfinished one waits for them.")
    boolean activeOnly;

    @Option(
            names = "--on-conflict",
            paramLabel = "fail|skip|replace",
            description = "What to do about a task that the target holds with another content; fail by default.")
    OnConflict onConflict = OnConflict.FAIL;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "Of times without a zone, for example Europe/Berlin; UTC by default.")
    @Nullable
    String zone;

    @Option(
            names = "--status-map",
            paramLabel = "FILE",
            description = "Own meanings of status words: WORD=STATUS, one per line.")
    @Nullable
    String statusMap;

    @Option(
            names = "--runs-folder",
            paramLabel = "FOLDER",
            description = "Where journal, backups and report go; beside the target by default.")
    @Nullable
    Path runsFolder;

    private final Invocation run;

    MigrateCommand(Invocation run) {
        this.run = run;
    }

    @Override
    public Integer call() throws Exception {
        BackendAddress from = run.store(source);
        BackendAddress to = run.store(target);
        requireLasting(to);
        MigrationPlan plan = MigrationPlan.of(from, to)
                .sourceOptions(sourceOptions(from))
                .targetOptions(run.configuration().backendOptions(to.scheme()))
                .dryRun(dryRun)
                .lenient(lenient)
                .activeOnly(activeOnly)
                .onConflict(onConflict)
                .runsFolder(runsFolder == null ? null : run.path(runsFolder));
        try (MigrationBars bars = new MigrationBars(run.output())) {
            MigrationReport report = new Migration(plan, Stores.installed(), bars, OPTIONS).run();
            if (!report.dryRun()) {
                rememberIfConfigured(to);
            }
            return run.answer(new Migrated(report));
        }
    }

    /** Who migrates into the store of this folder uses it, though nothing was enqueued yet. */
    private void rememberIfConfigured(BackendAddress to) {
        BackendAddress configured = run.configuration().backend();
        if (run.global().backend == null
                && Addresses.real(to)
                        .location()
                        .equals(Addresses.real(configured).location())) {
            new BackendChange(run.configuration()).brought(run.output()::warn);
        }
    }

    private static void requireLasting(BackendAddress to) {
        if (to.scheme().equals("memory")) {
            throw ErrorCode.UNSUPPORTED.error("The target memory: would end with this command, and the tasks in it."
                    + " Nothing was migrated. Name a durable store, for example sqlite:./taskport.db.");
        }
    }

    private BackendOptions sourceOptions(BackendAddress from) {
        BackendOptions options = run.configuration().backendOptions(from.scheme());
        Map<String, String> values = new HashMap<>(options.values());
        if (zone != null) {
            values.put("zone", zone);
        }
        if (statusMap != null) {
            values.put("status-map", Inputs.file(run.path(statusMap)));
        }
        return options.values(values);
    }

    record Migrated(MigrationReport report) implements Answer {

        @Override
        public Object json() {
            return JsonText.stored(report.json());
        }

        @Override
        public String text(Style style) {
            return report.text().stripTrailing();
        }

        @Override
        public int exitCode() {
            return report.dryRun() || report.verified() ? ExitCode.DONE : ExitCode.DIFFERENT;
        }
    }
}
