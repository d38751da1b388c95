package dev.taskport.app.cli;

import dev.taskport.app.output.Answer;
import dev.taskport.app.output.Json;
import dev.taskport.app.output.Style;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.OnDependencyFailure;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskportException;
import dev.taskport.engine.Taskport;
import dev.taskport.port.EnqueueAnswer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "enqueue",
        description = "Store one task, or with --from many. Once this returns, they are stored.",
        footer = {
            "%nExamples:",
            "  taskport enqueue mail --payload '{\"to\":\"ada\"}' --priority 10 --key welcome-ada",
            "  taskport enqueue report --payload @report.json --delay 1h --depends-on 0HJ2ZK0V40W00",
            "  taskport enqueue --from tasks.jsonl",
            "%nA line of --from is a JSON object: type (required), payload, priority, delay or runAfter, key, maxAttempts,",
            "requirements, tags, title, description, dependsOn (ids, or externalIds of earlier lines), onDependencyFailure,",
            "externalId, createdBy, held.",
            "%nWhat \"taskport export\" writes is not taken: each line makes a new task, so ids, attempts, results and logs would",
            "be lost. Move tasks by \"taskport migrate\"; \"taskport export --help\" shows how to make new ones of old ones."
        })
final class EnqueueCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "TYPE", description = "The name that a worker handles it under.")
    @Nullable
    String type;

    @Option(names = "--from", paramLabel = "FILE.jsonl|-", description = "Many tasks, one JSON object per line.")
    @Nullable
    Path from;

    @Option(names = "--from-line", paramLabel = "N", description = "With --from: begin at this line; 1 by default.")
    int fromLine = 1;

    @Option(names = "--payload", paramLabel = "JSON|@FILE|-", description = "What the worker is given; {} by default.")
    @Nullable
    String payload;

    @Option(names = "--priority", paramLabel = "N", description = "0 (most urgent) to 1000; 100 by default.")
    @Nullable
    Integer priority;

    @Option(names = "--delay", paramLabel = "DURATION", description = "Not before so long from now.")
    @Nullable
    String delay;

    @Option(names = "--run-at", paramLabel = "INSTANT", description = "Not before this instant, in UTC.")
    @Nullable
    String runAt;

    @Option(names = "--key", paramLabel = "KEY", description = "A name under which this work is taken in once only.")
    @Nullable
    String key;

    @Option(
            names = "--max-attempts",
            paramLabel = "N",
            description = "After so many failed attempts it is DEAD; 5 by default.")
    @Nullable
    Integer maxAttempts;

    @Option(names = "--require", paramLabel = "KEY=VALUE", description = "What a worker must offer; may be repeated.")
    List<String> requirements = List.of();

    @Option(names = "--tag", paramLabel = "TAG", description = "A tag; may be repeated.")
    List<String> tags = List.of();

    @Option(names = "--title", paramLabel = "TEXT", description = "One line for people.")
    @Nullable
    String title;

    @Option(
            names = "--depends-on",
            paramLabel = "ID",
            description = "A task that must complete first; may be repeated.")
    List<String> dependsOn = List.of();

    @Option(
            names = "--on-dependency-failure",
            paramLabel = "block|cancel",
            description = "What becomes of it if such a task fails; block by default.")
    @Nullable
    OnDependencyFailure onDependencyFailure;

    @Option(names = "--held", description = "Keep it until \"taskport tasks unhold\".")
    boolean held;

    private final Invocation run;

    EnqueueCommand(Invocation run) {
        this.run = run;
    }

    @Override
    public Integer call() throws Exception {
        if (type == null == (from == null)) {
            throw ErrorCode.INVALID_REQUEST.error("Give either a TYPE or --from FILE.jsonl. Nothing was stored."
                    + " For example: taskport enqueue mail --payload '{\"to\":\"ada\"}'");
        }
        return from == null ? one(type) : many(from);
    }

    private int many(Path named) throws Exception {
        try (TaskFile file = TaskFile.of(named, run)) {
            return run.answer(new EnqueueFile(run, file, fromLine).call());
        }
    }

    private int one(@Nullable String named) throws Exception {
        TaskDraft draft = draft(String.valueOf(named));
        Inputs.requireOwnType(draft.spec());
        Inputs.requirePayload(draft.spec(), run);
        if (!dependsOn.isEmpty()) {
            List<TaskId> known = run.look(taskport -> References.required(taskport.queue(run.workspace()), dependsOn));
            draft.dependsOn(known);
        }
        return run.answer(run.write(taskport -> new Enqueued(stored(taskport, draft))));
    }

    private EnqueueAnswer stored(Taskport taskport, TaskDraft draft) {
        try {
            return taskport.queue(run.workspace()).enqueue(draft);
        } catch (TaskportException refusal) {
            throw GateCommand.withCommands(
                    refusal,
                    taskport.backend(),
                    run.workspace(),
                    Set.of(draft.spec().type()));
        }
    }

    private TaskDraft draft(String named) {
        TaskDraft draft =
                TaskDraft.of(named).workspace(run.workspace()).tags(tags).title(title);
        if (payload != null) {
            draft.payload(Inputs.document("The payload", payload, run));
        }
        if (priority != null) {
            draft.priority(priority);
        }
        if (maxAttempts != null) {
            draft.maxAttempts(maxAttempts);
        }
        if (key != null) {
            draft.key(key);
        }
        if (onDependencyFailure != null) {
            draft.onDependencyFailure(onDependencyFailure);
        }
        if (held) {
            draft.held();
        }
        draft.requirements(Inputs.requirements(requirements));
        when(draft);
        return draft;
    }

    private void when(TaskDraft draft) {
        Inputs.requireOneTime(delay, runAt, "Nothing was stored");
        if (delay != null) {
            draft.delay(Inputs.duration("--delay", delay));
        }
        if (runAt != null) {
            draft.runAt(Inputs.instant("--run-at", runAt));
        }
    }

    record Enqueued(EnqueueAnswer answer) implements Answer {

        @Override
        public Object json() {
            return Json.object(
                    "id", answer.id(),
                    "status", answer.status(),
                    "duplicate", answer.duplicate(),
                    "contentDiffers", answer.contentDiffers());
        }

        @Override
        public String text(Style style) {
            String known = answer.duplicate() ? ", was there before" : "";
            String differs = answer.contentDiffers() ? " with another type or payload" : "";
            return style.bold(answer.id().toString()) + " " + style.status(answer.status()) + known + differs;
        }
    }
}
