package dev.taskport.adapter.jsonlegacy;

import dev.taskport.adapter.jsonlegacy.LegacyNotes.Kind;
import dev.taskport.domain.Dependency;
import dev.taskport.domain.ExternalId;
import dev.taskport.domain.Failure;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.Lineage;
import dev.taskport.domain.Micros;
import dev.taskport.domain.Priority;
import dev.taskport.domain.Stamp;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskSpec;
import dev.taskport.domain.TaskState;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.TaskportException;
import dev.taskport.domain.WorkerId;
import dev.taskport.domain.Workspace;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a task of a record. */
final class LegacyTasks {

    /** The old queue had no workspaces. */
    static final Workspace WORKSPACE = Workspace.DEFAULT;

    static final String DEPENDENCIES = "dependencies";

    /** Of tasks that do not say which capability they need. */
    static final String TYPE_WITHOUT_CAPABILITY = "meridian.task";

    /** Every read of the file gives the same stamp; the first change in a store of Taskport is newer. */
    static final Stamp STAMP = new Stamp(1, 1);

    private final LegacyMapping mapping;
    private final Instant importedAt;
    private final Instant fileTime;

    LegacyTasks(LegacyDocument document, LegacyMapping mapping, Instant importedAt) {
        this.mapping = mapping;
        this.importedAt = importedAt;
        this.fileTime = LegacyTaskJson.text(document.rootFields(), "last_updated")
                .flatMap(mapping::time)
                .map(LegacyMapping.Time::instant)
                .orElse(Instant.EPOCH);
    }

    Task task(
            TaskId id,
            Lineage lineage,
            LegacyTaskJson json,
            LegacyFields fields,
            @Nullable ExternalId externalId,
            LegacyMapping.Meaning meaning,
            List<Dependency> dependencies,
            boolean hopeless) {
        TaskState state = state(fields, meaning, dependencies, hopeless);
        TaskSpec spec = spec(json, fields, externalId);
        return new Task(id, lineage, spec, state, STAMP);
    }

    /** Comes after the state, because the payload is what nothing else has taken. */
    private TaskSpec spec(LegacyTaskJson json, LegacyFields fields, @Nullable ExternalId externalId) {
        TaskDraft draft = TaskDraft.of(TYPE_WITHOUT_CAPABILITY)
                .externalId(externalId)
                .attributes(JsonText.stored(json.source()))
                .priority(priority(fields));
        type(fields, draft);
        fields.text("title", draft, TaskDraft::title);
        fields.text("description", draft, TaskDraft::description);
        fields.texts("tags", draft, TaskDraft::tags);
        fields.text("created_by", draft, TaskDraft::createdBy);
        fields.take("id");
        return draft.payload(fields.payload()).spec();
    }

    private void type(LegacyFields fields, TaskDraft draft) {
        if (fields.has("capability_required")) {
            fields.text("capability_required", draft, (target, type) -> target.type(new TaskType(type)));
        } else {
            fields.take("capability_required");
            fields.note(Kind.NO_TYPE, TYPE_WITHOUT_CAPABILITY);
        }
    }

    private Priority priority(LegacyFields fields) {
        fields.take("priority");
        Optional<BigDecimal> number = fields.number("priority");
        return number.isPresent()
                ? priority(number.get(), fields)
                : fields.word("priority").flatMap(mapping::priority).orElseGet(() -> {
                    fields.note(Kind.PRIORITY, fields.shown("priority"));
                    return Priority.DEFAULT;
                });
    }

    private Priority priority(BigDecimal number, LegacyFields fields) {
        Priority priority = mapping.priority(number);
        if (number.compareTo(BigDecimal.valueOf(priority.value())) != 0) {
            fields.note(Kind.PRIORITY_RANGE, number.toString());
        }
        return priority;
    }

    private TaskState state(
            LegacyFields fields, LegacyMapping.Meaning meaning, List<Dependency> dependencies, boolean hopeless) {
        Instant created = created(fields);
        Optional<Instant> started = fields.time("assigned_at");
        Optional<Instant> finished = finished(fields, meaning);
        List<Failure> failures = failures(fields, finished.or(() -> started).orElse(created));
        if (meaning.interrupted()) {
            failures.add(interruption(failures.size() + 1, fields, started.orElse(created)));
        }
        fields.take("status");
        if (fields.texts(DEPENDENCIES).isPresent()) {
            fields.take(DEPENDENCIES);
        } else {
            fields.leave(DEPENDENCIES);
        }
        return TaskState.builder(status(meaning, dependencies, hopeless), created)
                .attempt(attempts(meaning.status(), failures.size()))
                .failures(failures.subList(Math.max(0, failures.size() - Failure.COUNT_MAX), failures.size()))
                .startedAt(started.orElse(null))
                .finishedAt(finished.orElse(null))
                .updatedAt(latest(created, started, finished))
                .importedAt(importedAt)
                .dependencies(dependencies)
                .build();
    }

    private Instant created(LegacyFields fields) {
        return Micros.truncate(fields.time("created_at").orElseGet(() -> {
            fields.note(Kind.NO_CREATION_TIME, fileTime.toString());
            return fileTime;
        }));
    }

    private Optional<Instant> finished(LegacyFields fields, LegacyMapping.Meaning meaning) {
        if (!meaning.status().finished()) {
            return Optional.empty();
        }
        Optional<Instant> finished = fields.time("completed_at");
        if (finished.isEmpty()) {
            fields.note(Kind.NO_FINISH_TIME, fields.shown("id"));
        }
        return finished;
    }

    private static TaskStatus status(LegacyMapping.Meaning meaning, List<Dependency> dependencies, boolean hopeless) {
        if (meaning.status().finished() || !hopeless) {
            boolean waits = meaning.status() == TaskStatus.QUEUED
                    && dependencies.stream().anyMatch(dependency -> !dependency.satisfied());
            return waits ? TaskStatus.BLOCKED : meaning.status();
        }
        return TaskStatus.HELD;
    }

    private List<Failure> failures(LegacyFields fields, Instant at) {
        List<Failure> failures = new ArrayList<>();
        Optional<List<String>> told = fields.elements("failures");
        if (told.isEmpty()) {
            fields.leave("failures");
            return failures;
        }
        fields.take("failures");
        told.get().forEach(error -> failures.add(new Failure(failures.size() + 1, error, at, null, Duration.ZERO)));
        return failures;
    }

    private static Failure interruption(int attempt, LegacyFields fields, Instant at) {
        return new Failure(
                attempt,
                "Interrupted: it was being worked on when the file was written",
                at,
                worker(fields),
                Duration.ZERO);
    }

    private static @Nullable WorkerId worker(LegacyFields fields) {
        try {
            WorkerId worker = fields.word("assigned_to").map(WorkerId::new).orElse(null);
            if (worker != null) {
                fields.take("assigned_to");
            }
            return worker;
        } catch (TaskportException e) {
            fields.leave("assigned_to");
            return null;
        }
    }

    /** What ended in success was begun once more than it failed, and what ended at all was begun. */
    private static int attempts(TaskStatus status, int failures) {
        int ended = status == TaskStatus.COMPLETED ? failures + 1 : failures;
        return status == TaskStatus.DEAD ? Math.max(1, ended) : ended;
    }

    private static Instant latest(Instant created, Optional<Instant> started, Optional<Instant> finished) {
        return Stream.concat(Stream.of(created), Stream.concat(started.stream(), finished.stream()))
                .reduce(created, (a, b) -> a.isAfter(b) ? a : b);
    }
}
