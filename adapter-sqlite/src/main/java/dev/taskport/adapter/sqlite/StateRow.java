package dev.taskport.adapter.sqlite;

import dev.taskport.domain.JsonText;
import dev.taskport.domain.LastSettlement;
import dev.taskport.domain.Outcome;
import dev.taskport.domain.Progress;
import dev.taskport.domain.Stamp;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskState;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.WorkerId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a task fares, as far as others may fare the same: tasks with equal states share a row.
 *
 * @param runAfter null where it is as the body says
 * @param failures how many the task has in the table beside
 */
record StateRow(
        TaskStatus status,
        Stamp stamp,
        Instant updatedAt,
        int attempt,
        long leaseEpoch,
        long leaseGeneration,
        @Nullable WorkerId leasedBy,
        @Nullable Instant leasedUntil,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Instant importedAt,
        @Nullable Instant runAfter,
        int failures,
        @Nullable LastSettlement settled,
        @Nullable Progress progress,
        @Nullable JsonText result) {

    /** The columns in the order in which {@link #read} and {@link #bind} take them. */
    static final String COLUMNS = """
            status, generation, version, updated_at, attempt, lease_epoch, lease_generation, leased_by, leased_until, \
            started_at, finished_at, imported_at, run_after, failures, \
            settled_epoch, settled_generation, settled_outcome, progress_percent, progress_note, result""";

    private static final long FIRST_VERSION = 1;

    static StateRow of(Task task, TaskBody body) {
        TaskState state = task.state();
        return new StateRow(
                state.status(),
                task.stamp(),
                state.updatedAt(),
                state.attempt(),
                state.leaseEpoch(),
                state.leaseGeneration(),
                state.leasedBy(),
                state.leasedUntil(),
                state.startedAt(),
                state.finishedAt(),
                state.importedAt(),
                state.runAfter().equals(body.runAfter()) ? null : state.runAfter(),
                state.failures().size(),
                state.lastSettlement(),
                state.progress(),
                state.result());
    }

    /** The state of a task to which nothing has happened since it was enqueued; it has no row. */
    static StateRow untouched(TaskBody body) {
        return new StateRow(
                TaskStatus.QUEUED,
                new Stamp(body.generation(), FIRST_VERSION),
                body.createdAt(),
                0,
                0,
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                null,
                null,
                null);
    }

    /** Whether nothing has happened to a task since it was enqueued: its state is what {@link #untouched(TaskBody)} says. */
    static boolean untouched(Task task, TaskBody body) {
        TaskState state = task.state();
        return state.status() == TaskStatus.QUEUED
                && task.stamp().version() == FIRST_VERSION
                && task.stamp().generation() == body.generation()
                && state.attempt() == 0
                && state.leaseEpoch() == 0
                && state.leaseGeneration() == 0
                && state.startedAt() == null
                && state.finishedAt() == null
                && state.importedAt() == null
                && state.failures().isEmpty()
                && state.lastSettlement() == null
                && state.progress() == null
                && state.result() == null
                && state.updatedAt().equals(body.createdAt())
                && state.runAfter().equals(body.runAfter());
    }

    /** With neither dependencies nor failures, which lie in tables of their own. */
    TaskState of(TaskBody body) {
        return new TaskState(
                status,
                runAfter == null ? body.runAfter() : runAfter,
                attempt,
                leaseEpoch,
                leaseGeneration,
                leasedBy,
                leasedUntil,
                List.of(),
                result,
                progress,
                body.createdAt(),
                updatedAt,
                startedAt,
                finishedAt,
                importedAt,
                body.revision(),
                List.of(),
                settled);
    }

    /** The status where a task with it is one of the few that are listed: they wait for something, or ended badly. */
    @Nullable
    String parked() {
        return switch (status) {
            case BLOCKED, HELD, DEAD, CANCELLED -> status.name();
            case QUEUED, LEASED, COMPLETED -> null;
        };
    }

    static StateRow read(RowReader in) throws SQLException {
        return new StateRow(
                TaskStatus.valueOf(in.text()),
                new Stamp(in.number(), in.number()),
                in.instant(),
                in.smallNumber(),
                in.number(),
                in.number(),
                in.textOrNull(WorkerId::new),
                in.instantOrNull(),
                in.instantOrNull(),
                in.instantOrNull(),
                in.instantOrNull(),
                in.instantOrNull(),
                in.smallNumber(),
                settlement(in),
                progress(in),
                in.textOrNull(JsonText::stored));
    }

    private static @Nullable LastSettlement settlement(RowReader in) throws SQLException {
        Long epoch = in.numberOrNull();
        long generation = in.number();
        String outcome = in.textOrNull();
        return epoch == null || outcome == null
                ? null
                : new LastSettlement(epoch, generation, Outcome.Kind.valueOf(outcome));
    }

    private static @Nullable Progress progress(RowReader in) throws SQLException {
        Long percent = in.numberOrNull();
        String note = in.textOrNull();
        return percent == null ? null : new Progress(percent.intValue(), note);
    }

    void bind(BindValues to) throws SQLException {
        to.text(status.name())
                .number(stamp.generation())
                .number(stamp.version())
                .instant(updatedAt)
                .number(attempt)
                .number(leaseEpoch)
                .number(leaseGeneration)
                .text(leasedBy == null ? null : leasedBy.value())
                .instantOrNull(leasedUntil)
                .instantOrNull(startedAt)
                .instantOrNull(finishedAt)
                .instantOrNull(importedAt)
                .instantOrNull(runAfter)
                .number(failures)
                .numberOrNull(settled == null ? null : settled.epoch())
                .numberOrNull(settled == null ? null : settled.generation())
                .text(settled == null ? null : settled.outcome().name())
                .numberOrNull(progress == null ? null : (long) progress.percent())
                .text(progress == null ? null : progress.note())
                .text(result == null ? null : result.text());
    }
}
