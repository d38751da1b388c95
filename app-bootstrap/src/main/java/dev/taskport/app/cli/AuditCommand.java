package dev.taskport.app.cli;

import dev.taskport.app.output.ProgressBar;
import dev.taskport.migration.Stores;
import dev.taskport.migration.audit.Audit;
import dev.taskport.migration.audit.AuditLimits;
import dev.taskport.migration.audit.AuditReport;
import dev.taskport.migration.audit.QueueFormat;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "audit",
        description = {
            "Find the queues of older programs under a folder, and say what is in them and how they are migrated.",
            "Files called task-queue.json or task_queue.json, in either case, are opened; what they are, their structure",
            "tells. Links are not followed; backups and archives are passed by. Changes nothing."
        },
        footer = {"%nExamples:", "  taskport audit .", "  taskport audit ~/projects --depth 4 --json"})
final class AuditCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "The folder to look through.")
    Path folder = Path.of("");

    @Option(
            names = "--depth",
            paramLabel = "N",
            description = "How many levels of folders to look through; 16 by default.")
    int depth = AuditLimits.DEFAULT.depth();

    private final Invocation run;

    AuditCommand(Invocation run) {
        this.run = run;
    }

    @Override
    public Integer call() {
        AuditReport report;
        try (ProgressBar bar = run.output().progress("looking at files", 0)) {
            report = Audit.of(
                    run.path(folder),
                    AuditLimits.DEFAULT.depth(depth),
                    Stores.installed(),
                    run.configuration().backendOptions(QueueFormat.MERIDIAN_JSON.scheme()),
                    run.console().clock(),
                    bar::at);
        }
        return run.answer(new Audited(report, run.console().clock().instant(), target()));
    }

    /** Where the migration that is proposed leads: the configured store, if it lasts. */
    private String target() {
        return switch (run.configuration().backend().scheme()) {
            case "memory", "json" -> "sqlite:./taskport.db";
            default -> run.address();
        };
    }
}
