package dev.taskport.app.cli;

import dev.taskport.app.output.Answer;
import dev.taskport.app.output.Json;
import dev.taskport.app.output.Style;
import dev.taskport.engine.Explanation;
import dev.taskport.engine.TaskQueue;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "explain",
        description = "Say why a task is where it is, and what to do about it.",
        footer = {"%nExample:", "  taskport tasks explain 0HJ2ZK0V40W00"})
final class TaskExplainCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "The task.")
    String reference = "";

    private final Invocation run;

    TaskExplainCommand(Invocation run) {
        this.run = run;
    }

    @Override
    public Integer call() throws Exception {
        return run.answer(run.read(taskport -> {
            TaskQueue queue = taskport.queue(run.workspace());
            return new Explained(
                    queue.explain(References.required(queue, reference).id()));
        }));
    }

    record Explained(Explanation explanation) implements Answer {

        @Override
        public Object json() {
            return Json.object(
                    "id", explanation.task().id(),
                    "status", explanation.task().status(),
                    "reasons",
                            explanation.reasons().stream()
                                    .map(reason -> Json.object("kind", reason.kind(), "text", reason.text()))
                                    .toList());
        }

        @Override
        public String text(Style style) {
            return style.bold(explanation.task().id().toString()) + " is "
                    + style.status(explanation.task().status()) + "\n"
                    + explanation.reasons().stream()
                            .map(reason -> "- " + reason.text())
                            .collect(Collectors.joining("\n"));
        }
    }
}
