package dev.taskport.app.cli;

import dev.taskport.app.output.Answer;
import dev.taskport.app.output.Json;
import dev.taskport.app.output.Style;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "completion",
        description = "Print a script that completes commands and options in a shell.",
        footer = {
            "%nExamples:",
            "  source <(taskport completion bash)          in ~/.bashrc",
            "  source <(taskport completion zsh)           in ~/.zshrc",
            "  taskport completion fish | source           in ~/.config/fish/config.fish"
        })
final class CompletionCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "bash|zsh|fish",
            completionCandidates = ShellNames.class,
            description = "The shell; bash by default.")
    Shell shell = Shell.BASH;

    private final Invocation run;

    CompletionCommand(Invocation run) {
        this.run = run;
    }

    /** The shells whose completion is known. */
    enum Shell {
        BASH,
        /** Reads the script for bash by its own emulation, which that script loads. */
        ZSH,
        FISH
    }

    /** As people write them. */
    static final class ShellNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("bash", "zsh", "fish").iterator();
        }
    }

    @Override
    public Integer call() {
        CommandLine commands = CommandTree.of(new GlobalOptions(), run);
        return run.answer(new Script(
                shell, shell == Shell.FISH ? FishCompletion.of(commands) : AutoComplete.bash("taskport", commands)));
    }

    record Script(Shell shell, String text) implements Answer {

        @Override
        public Object json() {
            return Json.object("shell", shell.name().toLowerCase(Locale.ROOT), "script", text);
        }

        @Override
        public String text(Style style) {
            return text.stripTrailing();
        }
    }
}
