package dev.taskport.migration.verify;

import dev.taskport.domain.Dependency;
import dev.taskport.domain.Failure;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.LastSettlement;
import dev.taskport.domain.Progress;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskSpec;
import dev.taskport.domain.TaskState;
import dev.taskport.port.LogLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a task is, in one fixed form. The stamp is not part of it: it says how new a state is, not what is in it.
 */
final class TaskContent {

    /** When a task came from another program says something about this store only, if the other side is that program. */
    private final boolean withImportTime;

    TaskContent(boolean withImportTime) {
        this.withImportTime = withImportTime;
    }

    Fields of(Task task, List<LogLine> log) {
        Fields fields = new Fields();
        fields.put("lineage", task.lineage().toString());
        spec(fields, task.spec());
        state(fields, task.state());
        fields.putPrivate("log", Fields.list(log.stream().map(TaskContent::line).toList()));
        return fields;
    }

    private static void spec(Fields fields, TaskSpec spec) {
        fields.put("workspace", spec.workspace());
        fields.put("type", spec.type());
        fields.putPrivate("payload", spec.payload().text());
        fields.put("priority", spec.priority());
        fields.put("requirements", spec.requirements().canonical());
        fields.put("tags", Fields.list(spec.tags()));
        fields.putPrivate("title", spec.title());
        fields.putPrivate("description", spec.description());
        fields.put("onDependencyFailure", spec.onDependencyFailure());
        fields.put("maxAttempts", spec.maxAttempts());
        fields.put("idempotencyKey", spec.idempotencyKey());
        fields.put("concurrencyKey", spec.concurrencyKey());
        fields.put("createdBy", spec.createdBy());
        fields.putPrivate("attributes", text(spec.attributes()));
        fields.put("externalId", spec.externalId());
    }

    private void state(Fields fields, TaskState state) {
        fields.put("status", state.status());
        fields.put("runAfter", state.runAfter());
        fields.put("attempt", state.attempt());
        fields.put("leaseEpoch", state.leaseEpoch());
        fields.put("leaseGeneration", state.leaseGeneration());
        fields.put("leasedBy", state.leasedBy());
        fields.put("leasedUntil", state.leasedUntil());
        fields.putPrivate(
                "failures",
                Fields.list(state.failures().stream().map(TaskContent::failure).toList()));
        fields.putPrivate("result", text(state.result()));
        fields.putPrivate("progress", progress(state.progress()));
        fields.put("createdAt", state.createdAt());
        fields.put("updatedAt", state.updatedAt());
        fields.put("startedAt", state.startedAt());
        fields.put("finishedAt", state.finishedAt());
        fields.put("importedAt", withImportTime ? state.importedAt() : null);
        fields.put("revision", state.revision());
        fields.put(
                "dependencies",
                Fields.list(state.dependencies().stream()
                        .map(TaskContent::dependency)
                        .toList()));
        fields.put("lastSettlement", settlement(state.lastSettlement()));
    }

    private static @Nullable String text(@Nullable JsonText json) {
        return json == null ? null : json.text();
    }

    private static String line(LogLine line) {
        return line.sequence() + " " + line.at() + " " + line.attempt() + " " + line.level() + " " + line.message();
    }

    private static String failure(Failure failure) {
        return failure.attempt() + " " + failure.at() + " " + failure.worker() + " " + failure.took() + " "
                + failure.error();
    }

    private static @Nullable String progress(@Nullable Progress progress) {
        return progress == null ? null : progress.percent() + " " + progress.note();
    }

    private static String dependency(Dependency dependency) {
        return dependency.on() + (dependency.satisfied() ? " satisfied" : " open");
    }

    private static @Nullable String settlement(@Nullable LastSettlement last) {
        return last == null ? null : last.epoch() + " " + last.generation() + " " + last.outcome();
    }
}
