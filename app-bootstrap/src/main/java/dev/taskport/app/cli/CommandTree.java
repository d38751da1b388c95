package dev.taskport.app.cli;

import picocli.CommandLine;

/** Every command at its place. */
final class CommandTree {

    private CommandTree() {}

    static CommandLine of(GlobalOptions global, Invocation run) {
        return new CommandLine(global)
                .addSubcommand(new DemoCommand(run))
                .addSubcommand(new InitCommand(run))
                .addSubcommand(new EnqueueCommand(run))
                .addSubcommand(tasks(run))
                .addSubcommand(new StatsCommand(run))
                .addSubcommand(new WorkersCommand(run))
                .addSubcommand(new WorkCommand(run))
                .addSubcommand(new GateCommand.Close(run))
                .addSubcommand(new GateCommand.Open(run))
                .addSubcommand(new DrainCommand(run))
                .addSubcommand(new MigrateCommand(run))
                .addSubcommand(new VerifyCommand(run))
                .addSubcommand(new DoctorCommand(run))
                .addSubcommand(config(run))
                .addSubcommand(new CompletionCommand(run))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setAbbreviatedOptionsAllowed(false)
                .setExpandAtFiles(false); // @FILE is the content of an option here, not more options
    }

    private static CommandLine tasks(Invocation run) {
        return new CommandLine(new TasksCommand())
                .addSubcommand(new TaskListCommand(run))
                .addSubcommand(new TaskShowCommand(run))
                .addSubcommand(new TaskExplainCommand(run))
                .addSubcommand(new TaskEditCommand(run))
                .addSubcommand(new TaskControlCommand.Cancel(run))
                .addSubcommand(new TaskControlCommand.Replay(run))
                .addSubcommand(new TaskControlCommand.Hold(run))
                .addSubcommand(new TaskControlCommand.Unhold(run))
                .addSubcommand(new TaskPruneCommand(run))
                .addSubcommand(new TaskLogCommand(run));
    }

    private static CommandLine config(Invocation run) {
        return new CommandLine(new ConfigCommand())
                .addSubcommand(new ConfigCommand.Show(run))
                .addSubcommand(new ConfigCommand.Validate(run));
    }
}
