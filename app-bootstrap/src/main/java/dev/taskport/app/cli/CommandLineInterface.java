package dev.taskport.app.cli;

import dev.taskport.app.config.Nearest;
import dev.taskport.app.output.Console;
import dev.taskport.app.output.ErrorReport;
import dev.taskport.app.output.ExitCode;
import dev.taskport.app.output.Output;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs one command line: finds the command, runs it, and turns whatever goes wrong into a message and an exit code. */
public final class CommandLineInterface {

    private final Console console;

    public CommandLineInterface(Console console) {
        this.console = console;
    }

    /** Runs the arguments and gives the exit code of the process. */
    public int run(String... args) {
        GlobalOptions global = new GlobalOptions();
        Invocation invocation = new Invocation(console, global);
        CommandLine commands = CommandTree.of(global, invocation, args)
                .setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(console.terminal().out() ? Ansi.ON : Ansi.OFF))
                .setExecutionStrategy(parsed -> execute(parsed, global))
                .setExecutionExceptionHandler((problem, command, parsed) -> failed(invocation, problem))
                .setParameterExceptionHandler((problem, arguments) -> misused(problem, arguments));
        int code = commands.execute(args);
        return console.unwritten().map(why -> unwritten(why, code, global)).orElse(code);
    }

    /** Without its answer a command has not succeeded, whatever it did. */
    private int unwritten(String why, int code, GlobalOptions global) {
        String done = code == ExitCode.DONE
                ? "The command itself was done, and what it did in the store stands."
                : "The command itself ended with exit code " + code + ".";
        String message = "The answer could not be written to standard output (" + why + "). " + done
                + " Look with \"taskport tasks list\" before you repeat it.";
        ErrorReport report = new ErrorReport("FAILED", message, ExitCode.FAILED, new IOException(why));
        report.tell(console, false, global.verbose, new Output(console, false, false).errStyle());
        return code == ExitCode.DONE ? ExitCode.FAILED : code;
    }

    private static int execute(ParseResult parsed, GlobalOptions global) {
        if (global.server != null) {
            throw new ParameterException(
                    parsed.commandSpec().commandLine(),
                    "This version has no server yet, so --server reaches nothing; name the store itself by --backend or in"
                            + " the configuration.");
        }
        return new RunLast().execute(parsed);
    }

    private int failed(Invocation invocation, Exception problem) {
        if (problem instanceof InterruptedException) {
            return ExitCode.INTERRUPTED;
        }
        if (problem instanceof ParameterException misuse) {
            return misused(misuse, new String[0]);
        }
        return tell(ErrorReport.of(problem), invocation.global());
    }

    private int misused(ParameterException problem, String[] arguments) {
        CommandLine command = problem.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        GlobalOptions said = new GlobalOptions();
        said.json = List.of(arguments).contains("--json");
        said.verbose = List.of(arguments).contains("--verbose");
        return tell(
                ErrorReport.usage(
                        explained(problem) + " Nothing was done. \"" + name + " --help\" shows what is possible.",
                        problem),
                said);
    }

    private int tell(ErrorReport report, GlobalOptions said) {
        return report.tell(console, said.json, said.verbose, new Output(console, false, false).errStyle());
    }

    private static String explained(ParameterException problem) {
        if (problem instanceof UnmatchedArgumentException unmatched) {
            String argument = unmatched.getUnmatched().get(0);
            return sentence((argument.startsWith("-") ? "Unknown option " : "Unknown command or argument ") + argument)
                    + Nearest.hint(argument, candidates(problem.getCommandLine(), argument));
        }
        return sentence(problem.getMessage() == null ? "Wrong usage" : problem.getMessage());
    }

    private static List<String> candidates(CommandLine command, String argument) {
        return argument.startsWith("-")
                ? command.getCommandSpec().options().stream()
                        .flatMap(option -> Arrays.stream(option.names()))
                        .toList()
                : List.copyOf(command.getSubcommands().keySet());
    }

    private static String sentence(String text) {
        return text.endsWith(".") || text.endsWith("?") ? text : text + ".";
    }
}
