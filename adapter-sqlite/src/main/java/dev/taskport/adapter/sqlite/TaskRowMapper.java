package dev.taskport.adapter.sqlite;

import dev.taskport.domain.ConcurrencyKey;
import dev.taskport.domain.ExternalId;
import dev.taskport.domain.IdempotencyKey;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.LastSettlement;
import dev.taskport.domain.Lineage;
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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Makes a task out of the columns {@link TaskColumns#ALL}. */
final class TaskRowMapper implements RowMapper<TaskRow> {

    @Override
    public TaskRow map(ResultSet row, StatementContext context) throws SQLException {
        RowReader in = new RowReader(row);
        TaskId id = new TaskId(in.number());
        Lineage lineage = new Lineage(in.number());
        long lane = in.number();
        Workspace workspace = new Workspace(in.text());
        TaskType type = new TaskType(in.text());
        Requirements requirements = Requirements.parse(in.text());
        boolean ready = in.flag();
        Long aged = in.numberOrNull();
        Double ticket = in.realOrNull();
        TaskSpec spec = spec(in, workspace, type, requirements);
        TaskState state = state(in);
        Task task = new Task(id, lineage, spec, state, new Stamp(in.number(), in.number()));
        return new TaskRow(task, lane, ready, aged, ticket, in.smallNumber(), in.smallNumber());
    }

    private static TaskSpec spec(RowReader in, Workspace workspace, TaskType type, Requirements requirements)
            throws SQLException {
        return new TaskSpec(
                workspace,
                type,
                JsonText.stored(in.text()),
                new Priority(in.smallNumber()),
                requirements,
                Tags.read(in.textOrNull()),
                in.textOrNull(),
                in.textOrNull(),
                OnDependencyFailure.valueOf(in.text()),
                in.smallNumber(),
                in.textOrNull(IdempotencyKey::new),
                in.textOrNull(ConcurrencyKey::new),
                in.textOrNull(),
                in.textOrNull(JsonText::stored),
                in.textOrNull(ExternalId::new));
    }

    private static TaskState state(RowReader in) throws SQLException {
        return new TaskState(
                TaskStatus.valueOf(in.text()),
                in.instant(),
                in.smallNumber(),
                in.number(),
                in.number(),
                in.textOrNull(WorkerId::new),
                in.instantOrNull(),
                List.of(),
                in.textOrNull(JsonText::stored),
                progress(in),
                in.instant(),
                in.instant(),
                in.instantOrNull(),
                in.instantOrNull(),
                in.instantOrNull(),
                in.number(),
                List.of(),
                settlement(in));
    }

    private static @Nullable Progress progress(RowReader in) throws SQLException {
        Long percent = in.numberOrNull();
        String note = in.textOrNull();
        return percent == null ? null : new Progress(percent.intValue(), note);
    }

    private static @Nullable LastSettlement settlement(RowReader in) throws SQLException {
        Long epoch = in.numberOrNull();
        long generation = in.number();
        String outcome = in.textOrNull();
        return epoch == null || outcome == null
                ? null
                : new LastSettlement(epoch, generation, Outcome.Kind.valueOf(outcome));
    }
}
