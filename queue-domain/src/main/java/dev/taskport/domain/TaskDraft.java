package dev.taskport.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a producer writes before a task exists:
 * {@code TaskDraft.of("mail").payload("{\"to\":\"ada\"}").priority(10).delay(Duration.ofMinutes(5))}.
 *
 * <p>Defaults: workspace {@code default}, payload {@code {}}, priority 100, no requirements, tags or dependencies, run at
 * once, 5 attempts. Each method returns this draft; what is illegal is refused at once with INVALID_REQUEST or
 * LIMIT_EXCEEDED. Not safe for use by several threads.
 */
public final class TaskDraft {

    private Workspace workspace;
    private TaskType type;
    private JsonText payload;
    private Priority priority;
    private Requirements requirements;
    private List<String> tags;
    private @Nullable String title;
    private @Nullable String description;
    private List<TaskId> dependsOn = new ArrayList<>();
    private OnDependencyFailure onDependencyFailure;
    private int maxAttempts;
    private @Nullable IdempotencyKey idempotencyKey;
    private @Nullable ConcurrencyKey concurrencyKey;
    private @Nullable String createdBy;
    private @Nullable JsonText attributes;
    private @Nullable ExternalId externalId;
    private RunAfter runAfter = RunAfter.NOW;
    private boolean held;

    private TaskDraft(TaskType type) {
        this.workspace = Workspace.DEFAULT;
        this.type = type;
        this.payload = JsonText.EMPTY;
        this.priority = Priority.DEFAULT;
        this.requirements = Requirements.NONE;
        this.tags = List.of();
        this.onDependencyFailure = OnDependencyFailure.BLOCK;
        this.maxAttempts = TaskSpec.MAX_ATTEMPTS_DEFAULT;
    }

    TaskDraft(TaskSpec spec) {
        this.workspace = spec.workspace();
        this.type = spec.type();
        this.payload = spec.payload();
        this.priority = spec.priority();
        this.requirements = spec.requirements();
        this.tags = spec.tags();
        this.title = spec.title();
        this.description = spec.description();
        this.onDependencyFailure = spec.onDependencyFailure();
        this.maxAttempts = spec.maxAttempts();
        this.idempotencyKey = spec.idempotencyKey();
        this.concurrencyKey = spec.concurrencyKey();
        this.createdBy = spec.createdBy();
        this.attributes = spec.attributes();
        this.externalId = spec.externalId();
    }

    public static TaskDraft of(String type) {
        return new TaskDraft(new TaskType(type));
    }

    public static TaskDraft of(TaskType type) {
        return new TaskDraft(type);
    }

    public TaskDraft workspace(Workspace value) {
        workspace = value;
        return this;
    }

    public TaskDraft type(TaskType value) {
        type = value;
        return this;
    }

    public TaskDraft payload(String json) {
        return payload(JsonText.of(json));
    }

    public TaskDraft payload(JsonText json) {
        payload = json;
        return this;
    }

    /** Lower is more urgent; 0 to 1000. */
    public TaskDraft priority(int value) {
        return priority(new Priority(value));
    }

    public TaskDraft priority(Priority value) {
        priority = value;
        return this;
    }

    /** Adds one thing a worker must offer. */
    public TaskDraft require(String key, String value) {
        requirements = requirements.and(key, value);
        return this;
    }

    /** Replaces what a worker must offer. */
    public TaskDraft requirements(Map<String, ? extends Collection<String>> values) {
        return requirements(Requirements.of(values));
    }

    public TaskDraft requirements(Requirements value) {
        requirements = value;
        return this;
    }

    public TaskDraft tags(String... values) {
        return tags(List.of(values));
    }

    public TaskDraft tags(List<String> values) {
        tags = List.copyOf(values);
        return this;
    }

    public TaskDraft title(@Nullable String value) {
        title = value;
        return this;
    }

    public TaskDraft description(@Nullable String value) {
        description = value;
        return this;
    }

    /** Adds tasks that must complete first: existing ones of the same workspace, or earlier ones of the same batch. */
    public TaskDraft dependsOn(TaskId... ids) {
        dependsOn.addAll(List.of(ids));
        return this;
    }

    public TaskDraft dependsOn(Collection<TaskId> ids) {
        dependsOn.addAll(ids);
        return this;
    }

    public TaskDraft onDependencyFailure(OnDependencyFailure value) {
        onDependencyFailure = value;
        return this;
    }

    public TaskDraft maxAttempts(int value) {
        maxAttempts = value;
        return this;
    }

    /** A name under which this work is taken in once only. */
    public TaskDraft key(String value) {
        return key(new IdempotencyKey(value));
    }

    public TaskDraft key(@Nullable IdempotencyKey value) {
        idempotencyKey = value;
        return this;
    }

    public TaskDraft concurrencyKey(@Nullable ConcurrencyKey value) {
        concurrencyKey = value;
        return this;
    }

    public TaskDraft createdBy(@Nullable String value) {
        createdBy = value;
        return this;
    }

    public TaskDraft attributes(@Nullable JsonText value) {
        attributes = value;
        return this;
    }

    public TaskDraft externalId(@Nullable ExternalId value) {
        externalId = value;
        return this;
    }

    /** Not before so long after the store took it in. */
    public TaskDraft delay(Duration value) {
        runAfter = new RunAfter.Delay(value);
        return this;
    }

    /** Not before this instant of the backend's clock. */
    public TaskDraft runAt(Instant value) {
        runAfter = new RunAfter.At(value);
        return this;
    }

    /** Starts HELD: it waits until a person releases it. */
    public TaskDraft held() {
        held = true;
        return this;
    }

    /** The draft's content, checked. */
    public TaskSpec spec() {
        return new TaskSpec(
                workspace,
                type,
                payload,
                priority,
                requirements,
                tags,
                title,
                description,
                onDependencyFailure,
                maxAttempts,
                idempotencyKey,
                concurrencyKey,
                createdBy,
                attributes,
                externalId);
    }

    /** The draft as a task to be enqueued under {@code id}. The draft may be used again, with another id. */
    public NewTask as(TaskId id) {
        return new NewTask(id, spec(), dependsOn, runAfter, held);
    }
}
