package dev.taskport.app.cli;

import dev.taskport.app.output.Answer;
import dev.taskport.app.output.Json;
import dev.taskport.app.output.Style;
import dev.taskport.app.output.Table;
import dev.taskport.app.output.Words;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.port.TaskQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = "List tasks, oldest id first, page by page.",
        footer = {"%nExample:", "  taskport tasks list --status DEAD --type mail --limit 20"})
final class TaskListCommand implements Callable<Integer> {

    @Mixin
    TaskFilter filter = new TaskFilter();

    @Option(names = "--limit", paramLabel = "N", description = "How many at most; 1 to 1000, 100 by default.")
    int limit = TaskQuery.LIMIT_DEFAULT;

    @Option(names = "--after", paramLabel = "ID", description = "Begin after this id: the last one of the page before.")
    @Nullable
    String after;

    private final Invocation run;

    TaskListCommand(Invocation run) {
        this.run = run;
    }

    @Override
    public Integer call() throws Exception {
        TaskQuery query = query();
        return run.answer(run.read(taskport -> new Page(
                taskport.queue(run.workspace()).list(query),
                query.limit(),
                taskport.backend().now())));
    }

    private TaskQuery query() {
        return filter.query(run.workspace()).limit(limit).after(after == null ? null : TaskId.parse(after));
    }

    record Page(List<Task> tasks, int limit, Instant now) implements Answer {

        @Override
        public Object json() {
            return Json.object("items", tasks.stream().map(TaskView::json).toList(), "next", next());
        }

        @Override
        public String text(Style style) {
            if (tasks.isEmpty()) {
                return "No task matches.";
            }
            Table table = new Table("ID", "STATUS", "PRIORITY", "ATTEMPT", "AGE", "TYPE", "TITLE");
            tasks.forEach(task -> table.row(
                    task.id(),
                    style.status(task.status()),
                    task.priority(),
                    task.state().attempt() + " of " + task.spec().maxAttempts(),
                    Words.about(Duration.between(task.state().createdAt(), now)),
                    Words.oneLine(task.type().value(), 40),
                    TaskView.title(task)));
            return table.text(style) + (next() == null ? "" : "\n\nThere may be more: --after " + next());
        }

        private @Nullable TaskId next() {
            return tasks.size() < limit ? null : tasks.get(tasks.size() - 1).id();
        }
    }
}
