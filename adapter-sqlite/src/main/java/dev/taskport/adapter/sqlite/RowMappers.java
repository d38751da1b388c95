package dev.taskport.adapter.sqlite;

import dev.taskport.domain.Dependency;
import dev.taskport.domain.Failure;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.WorkerId;
import dev.taskport.domain.Workspace;
import dev.taskport.port.LogLevel;
import dev.taskport.port.LogLine;
import dev.taskport.port.Pause;
import dev.taskport.port.RecordKey;
import dev.taskport.port.StoredRecord;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** How rows become values: each reads the columns in the order in which its statements name them. */
final class RowMappers {

    private RowMappers() {}

    static void register(Jdbi jdbi) {
        jdbi.registerRowMapper(LaneRow.class, (row, context) -> LaneRow.read(row));
        jdbi.registerRowMapper(Dependency.class, (row, context) -> dependency(new RowReader(row)));
        jdbi.registerRowMapper(Failure.class, (row, context) -> failure(new RowReader(row)));
        jdbi.registerRowMapper(Pause.class, (row, context) -> pause(new RowReader(row)));
        jdbi.registerRowMapper(LogLine.class, (row, context) -> logLine(new RowReader(row)));
        jdbi.registerRowMapper(StoredRecord.class, (row, context) -> record(new RowReader(row)));
        for (Class<?> plain : new Class<?>[] {
            StoreSql.StoreRow.class,
            StoreSql.OrderRow.class,
            StoreSql.ProcessRow.class,
            NodeSql.NodeRow.class,
            InspectionSql.TallyRow.class
        }) {
            jdbi.registerRowMapper(ConstructorMapper.factory(plain));
        }
    }

    private static Dependency dependency(RowReader in) throws SQLException {
        return new Dependency(new TaskId(in.number()), in.flag());
    }

    private static Failure failure(RowReader in) throws SQLException {
        return new Failure(
                in.smallNumber(),
                in.text(),
                in.instant(),
                in.textOrNull(WorkerId::new),
                Duration.of(in.number(), ChronoUnit.MICROS));
    }

    private static Pause pause(RowReader in) throws SQLException {
        return new Pause(
                Pause.Gate.valueOf(in.text()), orNull(in.text(), Workspace::new), orNull(in.text(), TaskType::new));
    }

    private static <T> @Nullable T orNull(String text, Function<String, T> made) {
        return text.isEmpty() ? null : made.apply(text);
    }

    private static LogLine logLine(RowReader in) throws SQLException {
        return new LogLine(in.number(), in.instant(), in.smallNumber(), LogLevel.valueOf(in.text()), in.text());
    }

    private static StoredRecord record(RowReader in) throws SQLException {
        RecordKey key = new RecordKey(new Workspace(in.text()), in.text(), in.text());
        return new StoredRecord(key, JsonText.stored(in.text()), in.number(), in.instant(), in.instantOrNull());
    }
}
