package dev.taskport.app.cli;

import dev.taskport.app.output.Answer;
import dev.taskport.app.output.Json;
import dev.taskport.app.output.Style;
import dev.taskport.app.output.Table;
import dev.taskport.app.output.Words;
import dev.taskport.domain.IdempotencyKey;
import dev.taskport.domain.Priority;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskType;
import dev.taskport.port.TaskQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = "List tasks, oldest id first, page by page.",
        footer = {"%nExample:", "  taskport tasks list --status DEAD --type mail --limit 20"})
final class TaskListCommand implements Callable<Integer> {

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            split = ",",
            description = "Only these: ${COMPLETION-CANDIDATES}.")
    Set<TaskStatus> statuses = Set.of();

    @Option(names = "--type", paramLabel = "TYPE", description = "Only tasks of this type; may be repeated.")
    List<String> types = List.of();

    @Option(names = "--tag", paramLabel = "TAG", description = "Only tasks with this tag.")
    @Nullable
    String tag;

    @Option(names = "--priority", paramLabel = "N", description = "Only tasks of this priority.")
    @Nullable
    Integer priority;

    @Option(names = "--require", paramLabel = "KEY=VALUE", description = "Only tasks that require at least this.")
    List<String> requirements = List.of();

    @Option(names = "--key", paramLabel = "KEY", description = "Only the task with this idempotency key.")
    @Nullable
    String key;

    @Option(
            names = "--updated-since",
            paramLabel = "INSTANT",
            description = "Only tasks changed at or after this instant.")
    @Nullable
    String updatedSince;

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
        return TaskQuery.all(run.workspace())
                .statuses(statuses)
                .types(types.stream().map(TaskType::new).collect(Collectors.toSet()))
                .tag(tag)
                .priority(priority == null ? null : new Priority(priority))
                .requirements(Inputs.requirements(requirements))
                .key(key == null ? null : new IdempotencyKey(key))
                .updatedSince(updatedSince == null ? null : Inputs.instant("--updated-since", updatedSince))
                .limit(limit)
                .after(after == null ? null : TaskId.parse(after));
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
