package dev.taskport.adapter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.Workspace;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.BackendProvider.OpenMode;
import dev.taskport.port.TaskQuery;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No statement of the daily work walks through all tasks. */
class QueryPlansTest {

    private static final List<Class<?>> DAILY = List.of(
            TaskSql.class,
            LeasingSql.class,
            IntakeSql.class,
            HousekeepingSql.class,
            InspectionSql.class,
            LogSql.class,
            RecordSql.class,
            TransferSql.class);

    @TempDir
    private Path folder;

    static Stream<Method> statements() {
        return DAILY.stream().flatMap(type -> Arrays.stream(type.getDeclaredMethods()));
    }

    @ParameterizedTest
    @MethodSource("statements")
    void no_statement_scans_tasks_dependencies_logs_or_records(Method statement) throws SQLException {
        assertThat(plan(sql(statement)))
                .noneMatch(step -> step.matches("SCAN (t|i|w|r|d|taskport_(task|dependency|log|record|failure))\\b.*"));
    }

    @ParameterizedTest
    @MethodSource("statements")
    void a_claim_sorts_nothing(Method statement) throws SQLException {
        if (statement.getDeclaringClass() == LeasingSql.class
                && !statement.getName().equals("held")) {
            assertThat(plan(sql(statement))).noneMatch(step -> step.contains("TEMP B-TREE"));
        }
    }

    @Test
    void lists_of_what_is_rare_do_not_walk_past_what_is_done() throws SQLException {
        TaskQuery all = TaskQuery.all(Workspace.DEFAULT);

        assertThat(plan(all.statuses(Set.of(TaskStatus.QUEUED, TaskStatus.LEASED))))
                .anyMatch(step -> step.contains("taskport_task_open"));
        assertThat(plan(all.statuses(Set.of(TaskStatus.LEASED))))
                .anyMatch(step -> step.contains("taskport_task_leased"));
        assertThat(plan(all.statuses(Set.of(TaskStatus.DEAD)))).anyMatch(step -> step.contains("taskport_task_parked"));
    }

    private List<String> plan(TaskQuery query) throws SQLException {
        return plan(new TaskListing(query).sql());
    }

    private static String sql(Method statement) {
        if (statement.isAnnotationPresent(SqlQuery.class)) {
            return statement.getAnnotation(SqlQuery.class).value();
        }
        return statement.isAnnotationPresent(SqlUpdate.class)
                ? statement.getAnnotation(SqlUpdate.class).value()
                : statement.getAnnotation(SqlBatch.class).value();
    }

    private List<String> plan(String sql) throws SQLException {
        BackendOptions options = BackendOptions.defaults().strategies(EnumSet.allOf(SchedulingStrategy.class));
        Path file = folder.resolve("tasks.db");
        List<String> steps = new ArrayList<>();
        try (Store store = Store.open(file, options, OpenMode.CREATE);
                PreparedStatement explain = connection(store, sql)) {
            try (ResultSet rows = explain.executeQuery()) {
                while (rows.next()) {
                    steps.add(rows.getString("detail"));
                }
            }
            explain.getConnection().close();
        }
        return steps;
    }

    private static PreparedStatement connection(Store store, String sql) throws SQLException {
        return ((SqlitePersistenceBackend) store.backend())
                .store()
                .readers()
                .openAside()
                .handle()
                .getConnection()
                .prepareStatement("explain query plan " + sql.replaceAll(":[a-zA-Z_]+", "?"));
    }
}
