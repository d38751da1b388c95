package dev.taskport.app.cli;

import dev.taskport.app.output.Answer;
import dev.taskport.app.output.Json;
import dev.taskport.app.output.Style;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
        name = "completion",
        description = "Print a script that completes commands and options in bash and zsh.",
        footer = {"%nExample:", "  source <(taskport completion)"})
final class CompletionCommand implements Callable<Integer> {

    private final Invocation run;

    CompletionCommand(Invocation run) {
        this.run = run;
    }

    @Override
    public Integer call() {
        CommandLine commands = CommandTree.of(new GlobalOptions(), run);
        return run.answer(new Script(AutoComplete.bash("taskport", commands)));
    }

    record Script(String text) implements Answer {

        @Override
        public Object json() {
            return Json.object("script", text);
        }

        @Override
        public String text(Style style) {
            return text.stripTrailing();
        }
    }
}
