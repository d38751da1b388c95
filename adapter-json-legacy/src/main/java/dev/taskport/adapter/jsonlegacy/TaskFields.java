package dev.taskport.adapter.jsonlegacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taskport.domain.ConcurrencyKey;
import dev.taskport.domain.Dependency;
import dev.taskport.domain.ExternalId;
import dev.taskport.domain.Failure;
import dev.taskport.domain.IdempotencyKey;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.LastSettlement;
import dev.taskport.domain.Lineage;
import dev.taskport.domain.Micros;
import dev.taskport.domain.OnDependencyFailure;
import dev.taskport.domain.Outcome;
import dev.taskport.domain.Priority;
import dev.taskport.domain.Progress;
import dev.taskport.domain.Requirements;
import dev.taskport.domain.Stamp;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskSpec;
import dev.taskport.domain.TaskState;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.WorkerId;
import dev.taskport.domain.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A task as JSON, field by field, so that two states of it can be compared and only the difference be written. Documents
 * inside it are texts, because the letters of a payload matter and other programs write JSON their own way.
 */
final class TaskFields {

    static final String ID = "id";
    static final String LINEAGE = "lineage";
    static final String PAYLOAD = "payload";
    static final String ATTRIBUTES = "attributes";
    static final String STATUS = "status";
    static final String PRIORITY = "priority";
    static final String ATTEMPT = "attempt";
    static final String LEASE_EPOCH = "leaseEpoch";
    static final String LEASE_GENERATION = "leaseGeneration";
    static final String LEASED_BY = "leasedBy";
    static final String LEASED_UNTIL = "leasedUntil";
    static final String STARTED_AT = "startedAt";
    static final String FINISHED_AT = "finishedAt";
    static final String IMPORTED_AT = "importedAt";
    static final String PROGRESS = "progress";
    static final String STAMP = "stamp";
    static final String NULL = "null";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private TaskFields() {}

    /** Every field of the task; those that say nothing are missing. */
    static Map<String, String> of(Task task) {
        Map<String, String> fields = new LinkedHashMap<>();
        text(fields, ID, task.id().toString());
        text(fields, LINEAGE, Long.toHexString(task.lineage().value()));
        spec(fields, task.spec());
        state(fields, task.state());
        fields.put(STAMP, array(task.stamp().generation(), task.stamp().version()));
        return fields;
    }

    private static void spec(Map<String, String> fields, TaskSpec spec) {
        text(fields, "workspace", spec.workspace().value());
        text(fields, "type", spec.type().value());
        text(fields, PAYLOAD, spec.payload().text());
        number(fields, PRIORITY, spec.priority().value());
        text(fields, "requirements", spec.requirements().canonical());
        ArrayNode tags = NODES.arrayNode();
        spec.tags().forEach(tags::add);
        fields.put("tags", tags.toString());
        text(fields, "title", spec.title());
        text(fields, "description", spec.description());
        text(fields, "onDependencyFailure", spec.onDependencyFailure().name());
        number(fields, "maxAttempts", spec.maxAttempts());
        text(
                fields,
                "idempotencyKey",
                spec.idempotencyKey() == null ? null : spec.idempotencyKey().value());
        text(
                fields,
                "concurrencyKey",
                spec.concurrencyKey() == null ? null : spec.concurrencyKey().value());
        text(fields, "createdBy", spec.createdBy());
        text(
                fields,
                ATTRIBUTES,
                spec.attributes() == null ? null : spec.attributes().text());
        text(
                fields,
                "externalId",
                spec.externalId() == null ? null : spec.externalId().value());
    }

    private static void state(Map<String, String> fields, TaskState state) {
        text(fields, STATUS, state.status().name());
        time(fields, "runAfter", state.runAfter());
        number(fields, ATTEMPT, state.attempt());
        number(fields, LEASE_EPOCH, state.leaseEpoch());
        number(fields, LEASE_GENERATION, state.leaseGeneration());
        text(
                fields,
                LEASED_BY,
                state.leasedBy() == null ? null : state.leasedBy().value());
        time(fields, LEASED_UNTIL, state.leasedUntil());
        ArrayNode failures = NODES.arrayNode();
        state.failures().forEach(failure -> failures.add(failure(failure)));
        fields.put("failures", failures.toString());
        text(fields, "result", state.result() == null ? null : state.result().text());
        progress(fields, state.progress());
        time(fields, "createdAt", state.createdAt());
        time(fields, "updatedAt", state.updatedAt());
        time(fields, STARTED_AT, state.startedAt());
        time(fields, FINISHED_AT, state.finishedAt());
        time(fields, IMPORTED_AT, state.importedAt());
        number(fields, "revision", state.revision());
        ArrayNode dependencies = NODES.arrayNode();
        state.dependencies()
                .forEach(dependency -> dependencies
                        .addObject()
                        .put("on", dependency.on().toString())
                        .put("satisfied", dependency.satisfied()));
        fields.put("dependencies", dependencies.toString());
        LastSettlement last = state.lastSettlement();
        if (last != null) {
            fields.put(
                    "lastSettlement",
                    NODES.objectNode()
                            .put("epoch", last.epoch())
                            .put("generation", last.generation())
                            .put("outcome", last.outcome().name())
                            .toString());
        }
    }

    private static ObjectNode failure(Failure failure) {
        return NODES.objectNode()
                .put("attempt", failure.attempt())
                .put("error", failure.error())
                .put("at", Micros.of(failure.at()))
                .put(
                        "worker",
                        failure.worker() == null ? null : failure.worker().value())
                .put("tookMicros", failure.took().toNanos() / 1000);
    }

    private static void progress(Map<String, String> fields, @Nullable Progress progress) {
        if (progress != null) {
            fields.put(
                    PROGRESS,
                    NODES.objectNode()
                            .put("percent", progress.percent())
                            .put("note", progress.note())
                            .toString());
        }
    }

    private static void text(Map<String, String> fields, String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, JsonSlices.quoted(value));
        }
    }

    private static void number(Map<String, String> fields, String name, long value) {
        fields.put(name, Long.toString(value));
    }

    private static void time(Map<String, String> fields, String name, @Nullable Instant value) {
        if (value != null) {
            number(fields, name, Micros.of(value));
        }
    }

    private static String array(long first, long second) {
        return NODES.arrayNode().add(first).add(second).toString();
    }

    /** The task that has these fields. */
    static Task task(Map<String, String> fields) {
        Reader reader = new Reader(fields);
        JsonNode stamp = reader.node(STAMP);
        return new Task(
                TaskId.parse(reader.text(ID)),
                new Lineage(Long.parseUnsignedLong(reader.text(LINEAGE), 16)),
                reader.spec(),
                reader.state(),
                new Stamp(stamp.path(0).asLong(), stamp.path(1).asLong()));
    }

    private record Reader(Map<String, String> fields) {

        JsonNode node(String name) {
            return JsonSlices.value(fields.getOrDefault(name, NULL));
        }

        String text(String name) {
            return node(name).asText();
        }

        <T> @Nullable T of(String name, Function<String, T> made) {
            JsonNode node = node(name);
            return node.isNull() ? null : made.apply(node.asText());
        }

        @Nullable
        Instant time(String name) {
            JsonNode node = node(name);
            return node.isNull() ? null : Micros.toInstant(node.asLong());
        }

        Instant timeOr(String name, Instant other) {
            Instant time = time(name);
            return time == null ? other : time;
        }

        TaskSpec spec() {
            List<String> tags = new ArrayList<>();
            node("tags").forEach(tag -> tags.add(tag.asText()));
            return new TaskSpec(
                    new Workspace(text("workspace")),
                    new TaskType(text("type")),
                    JsonText.stored(text(PAYLOAD)),
                    new Priority(node(PRIORITY).asInt()),
                    Requirements.parse(text("requirements")),
                    tags,
                    of("title", Function.identity()),
                    of("description", Function.identity()),
                    OnDependencyFailure.valueOf(text("onDependencyFailure")),
                    node("maxAttempts").asInt(),
                    of("idempotencyKey", IdempotencyKey::new),
                    of("concurrencyKey", ConcurrencyKey::new),
                    of("createdBy", Function.identity()),
                    of(ATTRIBUTES, JsonText::stored),
                    of("externalId", ExternalId::new));
        }

        TaskState state() {
            Instant created = timeOr("createdAt", Instant.EPOCH);
            JsonNode progress = node(PROGRESS);
            JsonNode last = node("lastSettlement");
            return TaskState.builder(TaskStatus.valueOf(text(STATUS)), created)
                    .runAfter(timeOr("runAfter", created))
                    .attempt(node(ATTEMPT).asInt())
                    .leaseEpoch(node(LEASE_EPOCH).asLong())
                    .leaseGeneration(node(LEASE_GENERATION).asLong())
                    .leasedBy(of(LEASED_BY, WorkerId::new))
                    .leasedUntil(time(LEASED_UNTIL))
                    .failures(failures())
                    .result(of("result", JsonText::stored))
                    .progress(
                            progress.isNull()
                                    ? null
                                    : new Progress(
                                            progress.path("percent").asInt(),
                                            progress.path("note").textValue()))
                    .updatedAt(timeOr("updatedAt", created))
                    .startedAt(time(STARTED_AT))
                    .finishedAt(time(FINISHED_AT))
                    .importedAt(time(IMPORTED_AT))
                    .revision(node("revision").asLong())
                    .dependencies(dependencies())
                    .lastSettlement(last.isNull() ? null : settlement(last))
                    .build();
        }

        private static LastSettlement settlement(JsonNode last) {
            return new LastSettlement(
                    last.path("epoch").asLong(),
                    last.path("generation").asLong(),
                    Outcome.Kind.valueOf(last.path("outcome").asText()));
        }

        private List<Failure> failures() {
            List<Failure> failures = new ArrayList<>();
            node("failures").forEach(failure -> failures.add(failure(failure)));
            return failures;
        }

        private static Failure failure(JsonNode failure) {
            String worker = failure.path("worker").textValue();
            return new Failure(
                    failure.path("attempt").asInt(),
                    failure.path("error").asText(),
                    Micros.toInstant(failure.path("at").asLong()),
                    worker == null ? null : new WorkerId(worker),
                    Duration.ofNanos(failure.path("tookMicros").asLong() * 1000));
        }

        private List<Dependency> dependencies() {
            List<Dependency> dependencies = new ArrayList<>();
            node("dependencies")
                    .forEach(dependency -> dependencies.add(new Dependency(
                            TaskId.parse(dependency.path("on").asText()),
                            dependency.path("satisfied").asBoolean())));
            return dependencies;
        }
    }

    /** What has to be laid over {@code from} to get {@code to}; null for a field that says nothing any more. */
    static Map<String, String> difference(Map<String, String> from, Map<String, String> to) {
        Map<String, String> difference = new LinkedHashMap<>();
        to.forEach((name, value) -> {
            if (!value.equals(from.get(name))) {
                difference.put(name, value);
            }
        });
        from.keySet().stream().filter(name -> !to.containsKey(name)).forEach(name -> difference.put(name, NULL));
        return difference;
    }

    /** Lays a difference over fields. */
    static Map<String, String> overlaid(Map<String, String> fields, Map<String, String> difference) {
        Map<String, String> overlaid = new LinkedHashMap<>(fields);
        difference.forEach((name, value) -> {
            if (NULL.equals(value)) {
                overlaid.remove(name);
            } else {
                overlaid.put(name, value);
            }
        });
        return overlaid;
    }

    /** A JSON object of these fields. */
    static String object(Map<String, String> fields) {
        List<String> members = new ArrayList<>();
        fields.forEach((name, value) -> members.add(JsonSlices.quoted(name) + ": " + value));
        return "{" + String.join(", ", members) + "}";
    }
}
