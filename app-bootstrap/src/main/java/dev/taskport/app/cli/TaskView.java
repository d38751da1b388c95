package dev.taskport.app.cli;

import dev.taskport.app.output.Json;
import dev.taskport.app.output.Style;
import dev.taskport.app.output.Words;
import dev.taskport.domain.Dependency;
import dev.taskport.domain.Failure;
import dev.taskport.domain.Progress;
import dev.taskport.domain.Requirements;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskSpec;
import dev.taskport.domain.TaskState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a task looks, to programs and to people. */
final class TaskView {

    private static final int TITLE_WIDTH = 40;

    private TaskView() {}

    /** Every field under its own name. */
    static Map<String, @Nullable Object> json(Task task) {
        TaskSpec spec = task.spec();
        TaskState state = task.state();
        return Json.object(
                "id", task.id(),
                "lineage", task.lineage(),
                "workspace", spec.workspace(),
                "type", spec.type(),
                "payload", spec.payload(),
                "priority", spec.priority().value(),
                "requirements", requirements(spec.requirements()),
                "tags", spec.tags(),
                "title", spec.title(),
                "description", spec.description(),
                "dependsOn", state.dependencies().stream().map(Dependency::on).toList(),
                "openDependencies", state.openDependencies(),
                "onDependencyFailure", spec.onDependencyFailure(),
                "runAfter", state.runAfter(),
                "status", state.status(),
                "attempt", state.attempt(),
                "maxAttempts", spec.maxAttempts(),
                "leaseEpoch", state.leaseEpoch(),
                "leaseGeneration", state.leaseGeneration(),
                "leasedBy", state.leasedBy(),
                "leasedUntil", state.leasedUntil(),
                "failures", state.failures().stream().map(TaskView::json).toList(),
                "result", state.result(),
                "progress", json(state.progress()),
                "idempotencyKey", spec.idempotencyKey(),
                "concurrencyKey", spec.concurrencyKey(),
                "createdBy", spec.createdBy(),
                "createdAt", state.createdAt(),
                "updatedAt", state.updatedAt(),
                "startedAt", state.startedAt(),
                "finishedAt", state.finishedAt(),
                "importedAt", state.importedAt(),
                "attributes", spec.attributes(),
                "externalId", spec.externalId(),
                "revision", state.revision(),
                "generation", task.stamp().generation(),
                "version", task.stamp().version());
    }

    /** Everything that is not empty, one field per line. */
    static String text(Task task, Style style) {
        List<String> lines = new ArrayList<>();
        json(task).forEach((name, value) -> {
            if (!empty(value)) {
                lines.add(String.format("%-20s %s", name, shown(name, value, task, style)));
            }
        });
        return String.join("\n", lines);
    }

    /** The title if there is one, otherwise the id that the task had elsewhere. */
    static String title(Task task) {
        String title = task.spec().title();
        return Words.oneLine(
                title != null ? title : Objects.toString(task.spec().externalId(), ""), TITLE_WIDTH);
    }

    private static boolean empty(@Nullable Object value) {
        return value == null
                || (value instanceof List<?> list && list.isEmpty())
                || (value instanceof Map<?, ?> map && map.isEmpty());
    }

    private static String shown(String name, @Nullable Object value, Task task, Style style) {
        return switch (name) {
            case "status" -> style.status(task.status());
            case "failures" ->
                task.state().failures().stream()
                        .map(TaskView::failureLine)
                        .collect(Collectors.joining("\n" + " ".repeat(21)));
            default ->
                value instanceof String || value instanceof Instant ? value.toString() : plain(Json.write(value));
        };
    }

    private static String plain(String json) {
        return json.startsWith("\"") ? json.substring(1, json.length() - 1) : json;
    }

    private static String failureLine(Failure failure) {
        return "attempt " + failure.attempt() + " at " + failure.at() + ": " + Words.oneLine(failure.error(), 200);
    }

    private static Map<String, List<String>> requirements(Requirements requirements) {
        return new TreeMap<>(requirements.values());
    }

    private static Map<String, @Nullable Object> json(Failure failure) {
        return Json.object(
                "attempt", failure.attempt(),
                "error", failure.error(),
                "at", failure.at(),
                "worker", failure.worker(),
                "tookMillis", failure.took().toMillis());
    }

    private static @Nullable Map<String, @Nullable Object> json(@Nullable Progress progress) {
        return progress == null ? null : Json.object("percent", progress.percent(), "note", progress.note());
    }
}
