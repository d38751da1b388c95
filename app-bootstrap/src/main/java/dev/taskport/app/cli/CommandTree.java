package dev.taskport.app.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * Every command at its place. Describing a command to picocli takes milliseconds, so only those are described whose names
 * occur among the arguments; if none does, all of them, for the help and for whoever mistyped.
 */
final class CommandTree {

    private final Invocation run;
    private final List<String> arguments;

    private CommandTree(Invocation run, List<String> arguments) {
        this.run = run;
        this.arguments = arguments;
    }

    /** The commands that the arguments may mean. */
    static CommandLine of(GlobalOptions global, Invocation run, String... arguments) {
        CommandTree tree = new CommandTree(run, Arrays.asList(arguments));
        return tree.with(new CommandLine(global), tree.commands())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setAbbreviatedOptionsAllowed(false)
                .setExpandAtFiles(false); // @FILE is the content of an option here, not more options
    }

    private Map<String, Supplier<Object>> commands() {
        Map<String, Supplier<Object>> all = new LinkedHashMap<>();
        all.put("demo", () -> new DemoCommand(run));
        all.put("init", () -> new InitCommand(run));
        all.put("enqueue", () -> new EnqueueCommand(run));
        all.put("tasks", () -> with(new CommandLine(new TasksCommand()), tasks()));
        all.put("stats", () -> new StatsCommand(run));
        all.put("workers", () -> new WorkersCommand(run));
        all.put("work", () -> new WorkCommand(run));
        all.put("pause", () -> new GateCommand.Close(run));
        all.put("resume", () -> new GateCommand.Open(run));
        all.put("drain", () -> new DrainCommand(run));
        all.put("audit", () -> new AuditCommand(run));
        all.put("migrate", () -> new MigrateCommand(run));
        all.put("verify", () -> new VerifyCommand(run));
        all.put("export", () -> new ExportCommand(run));
        all.put("workspaces", () -> with(new CommandLine(new WorkspacesCommand()), workspaces()));
        all.put("records", () -> with(new CommandLine(new RecordsCommand()), records()));
        all.put("doctor", () -> new DoctorCommand(run));
        all.put("config", () -> with(new CommandLine(new ConfigCommand()), config()));
        all.put("completion", () -> new CompletionCommand(run));
        return all;
    }

    private Map<String, Supplier<Object>> tasks() {
        Map<String, Supplier<Object>> all = new LinkedHashMap<>();
        all.put("list", () -> new TaskListCommand(run));
        all.put("show", () -> new TaskShowCommand(run));
        all.put("explain", () -> new TaskExplainCommand(run));
        all.put("edit", () -> new TaskEditCommand(run));
        all.put("cancel", () -> new TaskControlCommand.Cancel(run));
        all.put("replay", () -> new TaskControlCommand.Replay(run));
        all.put("hold", () -> new TaskControlCommand.Hold(run));
        all.put("unhold", () -> new TaskControlCommand.Unhold(run));
        all.put("prune", () -> new TaskPruneCommand(run));
        all.put("log", () -> new TaskLogCommand(run));
        return all;
    }

    private Map<String, Supplier<Object>> workspaces() {
        Map<String, Supplier<Object>> all = new LinkedHashMap<>();
        all.put("list", () -> new WorkspacesCommand.ListAll(run));
        all.put("create", () -> new WorkspacesCommand.Create(run));
        all.put("rename", () -> new WorkspacesCommand.Rename(run));
        all.put("use", () -> new WorkspacesCommand.Use(run));
        all.put("delete", () -> new WorkspacesCommand.Delete(run));
        return all;
    }

    private Map<String, Supplier<Object>> records() {
        Map<String, Supplier<Object>> all = new LinkedHashMap<>();
        all.put("list", () -> new RecordsCommand.ListAll(run));
        all.put("show", () -> new RecordsCommand.Show(run));
        all.put("put", () -> new RecordsCommand.Put(run));
        all.put("delete", () -> new RecordsCommand.Delete(run));
        return all;
    }

    private Map<String, Supplier<Object>> config() {
        Map<String, Supplier<Object>> all = new LinkedHashMap<>();
        all.put("show", () -> new ConfigCommand.Show(run));
        all.put("validate", () -> new ConfigCommand.Validate(run));
        return all;
    }

    private CommandLine with(CommandLine parent, Map<String, Supplier<Object>> all) {
        boolean said = arguments.stream().anyMatch(all::containsKey);
        all.forEach((name, command) -> {
            if (!said || arguments.contains(name)) {
                parent.addSubcommand(name, command.get());
            }
        });
        return parent;
    }
}
