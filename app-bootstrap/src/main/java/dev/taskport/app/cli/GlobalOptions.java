package dev.taskport.app.cli;

import dev.taskport.app.config.Keys;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of the command tree, with the options that every command takes. */
@Command(
        name = "taskport",
        description = "A durable task queue; where its tasks live is one line of configuration.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed",
            "2:wrong usage or configuration; nothing was done",
            "3:verification found differences",
            "4:the backend is not available",
            "130:ended by Ctrl-C (SIGINT)",
            "143:ended by SIGTERM"
        },
        footer = {
            "%nA later version reaches a running process by --server URL; this one refuses it.",
            "%nExamples:",
            "  taskport demo                               the whole story in a minute",
            "  taskport enqueue mail --payload '{\"to\":\"ada\"}'",
            "  taskport work --exec 'mail=./send-mail.sh'   payload on standard input",
            "  taskport stats"
        })
final class GlobalOptions implements Runnable {

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "The configuration; otherwise TASKPORT_CONFIG, otherwise ./taskport.yaml if there is one.")
    @Nullable
    Path config;

    @Option(
            names = "--backend",
            paramLabel = "ADDRESS",
            scope = ScopeType.INHERIT,
            description = "The store to use for this once, such as sqlite:./tasks.db.")
    @Nullable
    String backend;

    @Option(
            names = "--workspace",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "The workspace to work in.")
    @Nullable
    String workspace;

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "Print exactly one JSON document on standard output.")
    boolean json;

    @Option(
            names = "--quiet",
            scope = ScopeType.INHERIT,
            description = "No notes and no progress: only results and errors.")
    boolean quiet;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Log more, and show the stack trace of an error.")
    boolean verbose;

    @Option(
            names = "--start-empty",
            scope = ScopeType.INHERIT,
            description = "Start although work waits in the store that was used before; it stays there.")
    boolean startEmpty;

    /** A later version reaches running processes by it; this one knows it only to say so. */
    @Option(
            names = "--server",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            hidden = true,
            description = "Not in this version: it has no server.")
    @Nullable
    String server;

    /** No command: shows what there is. */
    @Override
    public void run() {
        CommandLine root = Objects.requireNonNull(spec, "set by picocli").commandLine();
        root.usage(root.getOut());
    }

    /** What these options set in the configuration. */
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        if (backend != null) {
            settings.put(Keys.BACKEND.name(), backend);
        }
        if (workspace != null) {
            settings.put(Keys.WORKSPACE.name(), workspace);
        }
        return settings;
    }
}
