package dev.taskport.app.cli;

import dev.taskport.app.output.Answer;
import dev.taskport.app.output.Json;
import dev.taskport.app.output.Style;
import dev.taskport.app.output.Table;
import dev.taskport.app.output.Words;
import dev.taskport.domain.TaskType;
import dev.taskport.engine.WorkerEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

@Command(
        name = "workers",
        description = "List the live workers of all processes on the store.",
        footer = {"%nExample:", "  taskport workers --json"})
final class WorkersCommand implements Callable<Integer> {

    private final Invocation run;

    WorkersCommand(Invocation run) {
        this.run = run;
    }

    @Override
    public Integer call() throws Exception {
        return run.answer(run.read(taskport -> new Workers(
                taskport.workerRegistry().workers(), taskport.backend().now())));
    }

    record Workers(List<WorkerEntry> workers, Instant now) implements Answer {

        @Override
        public Object json() {
            return Json.object("items", workers.stream().map(this::json).toList());
        }

        @Override
        public String text(Style style) {
            if (workers.isEmpty()) {
                return "No worker is alive on this store. \"taskport work --exec TYPE=COMMAND\" starts one.";
            }
            Table table = new Table("WORKER", "PHASE", "RUNNING", "HOST", "PID", "SEEN", "TYPES");
            workers.forEach(worker -> table.row(
                    worker.id(),
                    worker.phase(),
                    worker.running() + " of " + worker.concurrency(),
                    worker.host(),
                    worker.pid(),
                    Words.about(silence(worker)) + " ago",
                    types(worker)));
            return table.text(style);
        }

        private Map<String, @Nullable Object> json(WorkerEntry worker) {
            return Json.object(
                    "id", worker.id(),
                    "workspace", worker.workspace(),
                    "types", worker.types(),
                    "capabilities", worker.capabilities().offers(),
                    "strategy", worker.strategy(),
                    "concurrency", worker.concurrency(),
                    "running", worker.running(),
                    "phase", worker.phase(),
                    "host", worker.host(),
                    "pid", worker.pid(),
                    "startedAt", worker.startedAt(),
                    "seenAt", worker.seenAt());
        }

        private Duration silence(WorkerEntry worker) {
            return Duration.between(worker.seenAt(), now);
        }

        private static String types(WorkerEntry worker) {
            return worker.types().stream()
                    .filter(type -> !type.reserved())
                    .map(TaskType::value)
                    .collect(Collectors.joining(", "));
        }
    }
}
