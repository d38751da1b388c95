package dev.taskport.adapter.sqlite;

import dev.taskport.domain.ConcurrencyKey;
import dev.taskport.domain.ExternalId;
import dev.taskport.domain.IdempotencyKey;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.Lane;
import dev.taskport.domain.Lineage;
import dev.taskport.domain.OnDependencyFailure;
import dev.taskport.domain.Priority;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskSpec;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * What a task is, as it lies in its table.
 *
 * @param runAfter as it was enqueued or last edited
 * @param generation of the store that wrote it
 * @param dependencies how many it has in the table beside
 * @param more whether it fills any of the columns that few tasks fill
 */
record TaskBody(
        TaskId id,
        long lane,
        Lineage lineage,
        TaskSpec spec,
        Instant runAfter,
        Instant createdAt,
        long generation,
        long revision,
        int dependencies,
        boolean more) {

    /** The columns that every task fills, in the order in which {@link #read} and {@link #bindPlain} take them. */
    static final String PLAIN = "id, lane, priority, generation, created_at, more, payload";

    static final int PLAIN_COUNT = 7;

    /** The columns that few tasks fill, in the order in which {@link #with} and {@link #bind} take them. */
    static final String MORE = """
            run_after, max_attempts, lineage, revision, dependencies, on_dependency_failure, workspace, idempotency_key, \
            external_id, concurrency_key, created_by, title, tags, description, attributes""";

    static final int MORE_COUNT = 15;

    /** What a task has that says nothing of it; written in the schema too, and so for ever. */
    private static final int MAX_ATTEMPTS = 5;

    /** @param own the store's lineage */
    static TaskBody of(Task task, long lane, Lineage own) {
        return new TaskBody(
                task.id(),
                lane,
                task.lineage(),
                task.spec(),
                task.state().runAfter(),
                task.state().createdAt(),
                task.stamp().generation(),
                task.state().revision(),
                task.state().dependencies().size(),
                more(task, own));
    }

    /** @param session of which store it is */
    static TaskBody read(RowReader in, SqlSession session) throws SQLException {
        TaskId id = new TaskId(in.number());
        long lane = in.number();
        Priority priority = new Priority(in.smallNumber());
        long generation = in.number();
        Instant createdAt = in.instant();
        boolean more = in.flag();
        TaskSpec spec = spec(session.lane(lane), JsonText.stored(in.text()), priority);
        return new TaskBody(id, lane, session.lineage(), spec, createdAt, createdAt, generation, 0, 0, more);
    }

    private static TaskSpec spec(Lane lane, JsonText payload, Priority priority) {
        return new TaskSpec(
                lane.workspace(),
                lane.type(),
                payload,
                priority,
                lane.requirements(),
                List.of(),
                null,
                null,
                OnDependencyFailure.BLOCK,
                MAX_ATTEMPTS,
                null,
                null,
                null,
                null,
                null);
    }

    /** This and the columns that few tasks fill. */
    TaskBody with(RowReader in) throws SQLException {
        Instant later = in.instantOrNull();
        Long attempts = in.numberOrNull();
        Long origin = in.numberOrNull();
        long revised = in.number();
        int dependsOn = in.smallNumber();
        String onDependencyFailure = in.textOrNull();
        in.skip(); // The workspace is the lane's.
        IdempotencyKey idempotencyKey = in.textOrNull(IdempotencyKey::new);
        ExternalId externalId = in.textOrNull(ExternalId::new);
        ConcurrencyKey concurrencyKey = in.textOrNull(ConcurrencyKey::new);
        String createdBy = in.textOrNull();
        String title = in.textOrNull();
        String tags = in.textOrNull();
        String description = in.textOrNull();
        JsonText attributes = in.textOrNull(JsonText::stored);
        TaskSpec whole = new TaskSpec(
                spec.workspace(),
                spec.type(),
                spec.payload(),
                spec.priority(),
                spec.requirements(),
                Tags.read(tags),
                title,
                description,
                onDependencyFailure == null
                        ? OnDependencyFailure.BLOCK
                        : OnDependencyFailure.valueOf(onDependencyFailure),
                attempts == null ? MAX_ATTEMPTS : attempts.intValue(),
                idempotencyKey,
                concurrencyKey,
                createdBy,
                attributes,
                externalId);
        return new TaskBody(
                id,
                lane,
                origin == null ? lineage : new Lineage(origin),
                whole,
                later == null ? createdAt : later,
                createdAt,
                generation,
                revised,
                dependsOn,
                more);
    }

    private static boolean more(Task task, Lineage own) {
        return !task.state().runAfter().equals(task.state().createdAt())
                || !task.lineage().equals(own)
                || task.state().revision() != 0
                || !task.state().dependencies().isEmpty()
                || more(task.spec());
    }

    private static boolean more(TaskSpec spec) {
        return spec.maxAttempts() != MAX_ATTEMPTS
                || spec.onDependencyFailure() != OnDependencyFailure.BLOCK
                || spec.idempotencyKey() != null
                || spec.externalId() != null
                || spec.concurrencyKey() != null
                || spec.createdBy() != null
                || spec.title() != null
                || !spec.tags().isEmpty()
                || spec.description() != null
                || spec.attributes() != null;
    }

    /** The columns that every task fills. */
    void bindPlain(BindValues to) throws SQLException {
        to.number(id.value())
                .number(lane)
                .number(spec.priority().value())
                .number(generation)
                .instant(createdAt)
                .number(more ? 1 : 0)
                .text(spec.payload().text());
    }

    /** @param own the store's lineage */
    void bind(BindValues to, Lineage own) throws SQLException {
        bindPlain(to);
        boolean named = spec.idempotencyKey() != null || spec.externalId() != null;
        to.instantOrNull(runAfter.equals(createdAt) ? null : runAfter)
                .numberOrNull(spec.maxAttempts() == MAX_ATTEMPTS ? null : (long) spec.maxAttempts())
                .numberOrNull(lineage.equals(own) ? null : lineage.value())
                .numberOrNull(revision == 0 ? null : revision)
                .numberOrNull(dependencies == 0 ? null : (long) dependencies)
                .text(
                        spec.onDependencyFailure() == OnDependencyFailure.BLOCK
                                ? null
                                : spec.onDependencyFailure().name())
                .text(named ? spec.workspace().value() : null)
                .text(
                        spec.idempotencyKey() == null
                                ? null
                                : spec.idempotencyKey().value())
                .text(spec.externalId() == null ? null : spec.externalId().value())
                .text(
                        spec.concurrencyKey() == null
                                ? null
                                : spec.concurrencyKey().value())
                .text(spec.createdBy())
                .text(spec.title())
                .text(Tags.write(spec.tags()))
                .text(spec.description())
                .text(spec.attributes() == null ? null : spec.attributes().text());
    }
}
