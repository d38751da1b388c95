package dev.taskport.app.cli;

import dev.taskport.app.output.Answer;
import dev.taskport.app.output.Style;
import dev.taskport.domain.Task;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "Show everything about a task.",
        footer = {"%nExamples:", "  taskport tasks show 0HJ2ZK0V40W00", "  taskport tasks show REPORT-17 --json"})
final class TaskShowCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "The task.")
    String reference = "";

    private final Invocation run;

    TaskShowCommand(Invocation run) {
        this.run = run;
    }

    @Override
    public Integer call() throws Exception {
        return run.answer(
                run.read(taskport -> new Shown(References.required(taskport.queue(run.workspace()), reference))));
    }

    record Shown(Task task) implements Answer {

        @Override
        public Object json() {
            return TaskView.json(task);
        }

        @Override
        public String text(Style style) {
            return TaskView.text(task, style);
        }
    }
}
