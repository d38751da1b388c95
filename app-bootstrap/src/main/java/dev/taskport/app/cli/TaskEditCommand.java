package dev.taskport.app.cli;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.Priority;
import dev.taskport.domain.RunAfter;
import dev.taskport.domain.TaskEdit;
import dev.taskport.domain.TaskId;
import dev.taskport.engine.TaskQueue;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "edit",
        description = "Change a task that is QUEUED, BLOCKED or HELD, unless somebody changed it since you looked.",
        footer = {"%nExample:", "  taskport tasks edit 0HJ2ZK0V40W00 --revision 0 --priority 5"})
final class TaskEditCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "The task.")
    String reference = "";

    @Option(
            names = "--revision",
            required = true,
            paramLabel = "N",
            description = "The revision that \"tasks show\" printed.")
    long revision;

    @Option(names = "--priority", paramLabel = "N", description = "0 (most urgent) to 1000.")
    @Nullable
    Integer priority;

    @Option(names = "--delay", paramLabel = "DURATION", description = "Not before so long from now.")
    @Nullable
    String delay;

    @Option(names = "--run-at", paramLabel = "INSTANT", description = "Not before this instant, in UTC.")
    @Nullable
    String runAt;

    @Option(names = "--tag", paramLabel = "TAG", description = "Replaces the tags; may be repeated.")
    @Nullable
    List<String> tags;

    @Option(names = "--title", paramLabel = "TEXT", description = "An empty text removes it.")
    @Nullable
    String title;

    @Option(names = "--description", paramLabel = "TEXT", description = "An empty text removes it.")
    @Nullable
    String description;

    @Option(names = "--max-attempts", paramLabel = "N", description = "1 to 1000.")
    @Nullable
    Integer maxAttempts;

    @Option(names = "--payload", paramLabel = "JSON|@FILE|-", description = "Replaces the payload.")
    @Nullable
    String payload;

    @Option(names = "--require", paramLabel = "KEY=VALUE", description = "Replaces the requirements; may be repeated.")
    @Nullable
    List<String> requirements;

    private final Invocation run;

    TaskEditCommand(Invocation run) {
        this.run = run;
    }

    @Override
    public Integer call() throws Exception {
        Inputs.requireOneTime(delay, runAt, "Nothing was changed");
        TaskEdit checked = edit(new TaskId(0));
        if (checked.equals(TaskEdit.of(new TaskId(0), revision))) {
            throw ErrorCode.INVALID_REQUEST.error(
                    "Nothing to change was named. Nothing was done. Give for example --priority 5.");
        }
        return run.answer(run.write(taskport -> {
            TaskQueue queue = taskport.queue(run.workspace());
            TaskId task = References.required(queue, reference).id();
            return new ControlAnswers(
                    "edit", "a task that is QUEUED, BLOCKED or HELD", List.of(queue.edit(edit(task))));
        }));
    }

    private TaskEdit edit(TaskId task) {
        TaskEdit edit = TaskEdit.of(task, revision);
        edit = priority == null ? edit : edit.priority(new Priority(priority));
        edit = delay == null ? edit : edit.runAfter(new RunAfter.Delay(Inputs.duration("--delay", delay)));
        edit = runAt == null ? edit : edit.runAfter(new RunAfter.At(Inputs.instant("--run-at", runAt)));
        edit = tags == null ? edit : edit.tags(tags);
        edit = title == null ? edit : edit.title(title);
        edit = description == null ? edit : edit.description(description);
        edit = maxAttempts == null ? edit : edit.maxAttempts(maxAttempts);
        edit = payload == null ? edit : edit.payload(Inputs.document("The payload", payload, run));
        return requirements == null ? edit : edit.requirements(Inputs.requirements(requirements));
    }
}
