package dev.taskport.app.cli;

import dev.taskport.app.output.Answer;
import dev.taskport.app.output.Json;
import dev.taskport.app.output.Style;
import dev.taskport.app.output.Words;
import dev.taskport.engine.TaskQueue;
import dev.taskport.port.LogLine;
import dev.taskport.port.TaskLog;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "log",
        description = "Show what a task has logged while it ran, oldest first.",
        footer = {"%nExample:", "  taskport tasks log 0HJ2ZK0V40W00 --limit 50"})
final class TaskLogCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "The task.")
    String reference = "";

    @Option(names = "--after", paramLabel = "N", description = "Begin after this sequence number.")
    long after;

    @Option(names = "--limit", paramLabel = "N", description = "How many lines at most; 1 to 1000.")
    int limit = TaskLog.LINES_MAX;

    private final Invocation run;

    TaskLogCommand(Invocation run) {
        this.run = run;
    }

    @Override
    public Integer call() throws Exception {
        return run.answer(run.read(taskport -> {
            TaskQueue queue = taskport.queue(run.workspace());
            return new Lines(queue.log(References.required(queue, reference).id(), after, limit));
        }));
    }

    record Lines(List<LogLine> lines) implements Answer {

        @Override
        public Object json() {
            return Json.object(
                    "items",
                    lines.stream()
                            .map(line -> Json.object(
                                    "sequence", line.sequence(),
                                    "at", line.at(),
                                    "attempt", line.attempt(),
                                    "level", line.level(),
                                    "message", line.message()))
                            .toList());
        }

        @Override
        public String text(Style style) {
            return lines.isEmpty()
                    ? "The task has logged nothing."
                    : lines.stream()
                            .map(line -> style.faint(line.at() + " attempt " + line.attempt()) + " " + line.level()
                                    + " " + Words.oneLine(line.message(), LogLine.MESSAGE_LENGTH_MAX))
                            .collect(Collectors.joining("\n"));
        }
    }
}
