package dev.taskport.adapter.sqlite;

import dev.taskport.domain.LastSettlement;
import dev.taskport.domain.Micros;
import dev.taskport.domain.Progress;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskSpec;
import dev.taskport.domain.TaskState;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.NamedArgumentFinder;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * A task on its way into its table: what it becomes, and the picture of it that the change was based on.
 *
 * @param before what was read; null for a new task
 * @param after what is stored
 */
record TaskWrite(@Nullable TaskRow before, TaskRow after) implements NamedArgumentFinder {

    @Override
    public Optional<Argument> find(String name, StatementContext context) {
        return Optional.of(name.startsWith("was_") ? was(name) : value(name));
    }

    /** The fence: every update compares it with the row. */
    private Argument was(String name) {
        if (before == null) {
            throw new IllegalStateException("A new task has no past");
        }
        Task was = before.task();
        return switch (name) {
            case "was_status" -> text(was.status().name());
            case "was_epoch" -> number(was.state().leaseEpoch());
            case "was_generation" -> number(was.state().leaseGeneration());
            case "was_version" -> number(was.stamp().version());
            default -> throw unknown(name);
        };
    }

    private Argument value(String name) {
        return switch (name) {
            case "id" -> number(after.task().id().value());
            case "lineage" -> number(after.task().lineage().value());
            case "generation" -> number(after.task().stamp().generation());
            case "version" -> number(after.task().stamp().version());
            case "lane" -> number(after.lane());
            case "ready" -> number(after.ready() ? 1 : 0);
            case "aged" -> numberOrNull(after.aged());
            case "ticket" -> realOrNull(after.ticket());
            case "dependencies" -> number(after.dependencies());
            case "failures" -> number(after.failures());
            default -> spec(name);
        };
    }

    private Argument spec(String name) {
        TaskSpec spec = after.task().spec();
        return switch (name) {
            case "workspace" -> text(spec.workspace().value());
            case "payload" -> text(spec.payload().text());
            case "priority" -> number(spec.priority().value());
            case "tags" -> text(Tags.write(spec.tags()));
            case "title" -> text(spec.title());
            case "description" -> text(spec.description());
            case "on_dependency_failure" -> text(spec.onDependencyFailure().name());
            case "max_attempts" -> number(spec.maxAttempts());
            case "idempotency_key" ->
                text(
                        spec.idempotencyKey() == null
                                ? null
                                : spec.idempotencyKey().value());
            case "concurrency_key" ->
                text(
                        spec.concurrencyKey() == null
                                ? null
                                : spec.concurrencyKey().value());
            case "created_by" -> text(spec.createdBy());
            case "attributes" ->
                text(spec.attributes() == null ? null : spec.attributes().text());
            case "external_id" ->
                text(spec.externalId() == null ? null : spec.externalId().value());
            default -> state(name);
        };
    }

    private Argument state(String name) {
        TaskState state = after.task().state();
        return switch (name) {
            case "status" -> text(state.status().name());
            case "run_after" -> number(Micros.of(state.runAfter()));
            case "attempt" -> number(state.attempt());
            case "lease_epoch" -> number(state.leaseEpoch());
            case "lease_generation" -> number(state.leaseGeneration());
            case "leased_by" ->
                text(state.leasedBy() == null ? null : state.leasedBy().value());
            case "leased_until" -> numberOrNull(Micros.ofNullable(state.leasedUntil()));
            case "result" -> text(state.result() == null ? null : state.result().text());
            case "created_at" -> number(Micros.of(state.createdAt()));
            case "updated_at" -> number(Micros.of(state.updatedAt()));
            case "started_at" -> numberOrNull(Micros.ofNullable(state.startedAt()));
            case "finished_at" -> numberOrNull(Micros.ofNullable(state.finishedAt()));
            case "imported_at" -> numberOrNull(Micros.ofNullable(state.importedAt()));
            case "revision" -> number(state.revision());
            case "open_dependencies" -> number(state.openDependencies());
            default -> ending(name);
        };
    }

    private Argument ending(String name) {
        LastSettlement settled = after.task().state().lastSettlement();
        Progress progress = after.task().state().progress();
        return switch (name) {
            case "settled_epoch" -> numberOrNull(settled == null ? null : settled.epoch());
            case "settled_generation" -> numberOrNull(settled == null ? null : settled.generation());
            case "settled_outcome" ->
                text(settled == null ? null : settled.outcome().name());
            case "progress_percent" -> numberOrNull(progress == null ? null : (long) progress.percent());
            case "progress_note" -> text(progress == null ? null : progress.note());
            default -> throw unknown(name);
        };
    }

    private static Argument number(long value) {
        return (position, statement, context) -> statement.setLong(position, value);
    }

    private static Argument numberOrNull(@Nullable Long value) {
        return value == null ? TaskWrite::nothing : number(value);
    }

    private static Argument realOrNull(@Nullable Double value) {
        return value == null
                ? TaskWrite::nothing
                : (position, statement, context) -> statement.setDouble(position, value);
    }

    private static Argument text(@Nullable String value) {
        return (position, statement, context) -> statement.setString(position, value);
    }

    private static void nothing(int position, PreparedStatement statement, StatementContext context)
            throws SQLException {
        statement.setNull(position, Types.NULL);
    }

    private static IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException("A task has no value " + name);
    }
}
