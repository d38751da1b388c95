package dev.taskport.adapter.sqlite;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.NewTask;
import dev.taskport.domain.Outcome;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.Settlement;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.Workspace;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.BackendProvider.OpenMode;
import dev.taskport.port.LogAppend;
import dev.taskport.port.LogLevel;
import dev.taskport.port.RecordKey;
import dev.taskport.port.RecordWrite;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No statement of the daily work walks through all tasks: neither in a new store, nor where the engine plans by the
 * statistics of a store that has worked for a while.
 */
class QueryPlansTest {

    private static final List<Class<?>> DAILY = List.of(
            TaskSql.class,
            LeasingSql.class,
            TaskReading.class,
            StateWriting.class,
            PlaceWriting.class,
            ReadyWriting.class,
            RequestedOrders.class,
            IntakeSql.class,
            HousekeepingSql.class,
            InspectionSql.class,
            ListingSql.class,
            LogSql.class,
            RecordSql.class,
            TransferSql.class);

    private static final BackendOptions ALL_ORDERS =
            BackendOptions.defaults().strategies(EnumSet.allOf(SchedulingStrategy.class));
    private static final int MANY = 2000;

    @TempDir
    private static Path folder;

    /** What the store has been through. */
    enum Age {
        NEW,
        USED
    }

    private static final Map<Age, Store> STORES = new EnumMap<>(Age.class);

    @BeforeAll
    static void open() {
        STORES.put(Age.NEW, Store.open(folder.resolve("new.db"), ALL_ORDERS, OpenMode.CREATE));
        Store used = Store.open(folder.resolve("used.db"), ALL_ORDERS, OpenMode.CREATE);
        use(used);
        STORES.put(Age.USED, used);
    }

    /** Nearly all completed, some dead, a few of each other kind, and statistics about all of it. */
    private static void use(Store store) {
        List<NewTask> tasks = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            tasks.add(TaskDraft.of(i % 7 == 0 ? "print" : "work").key("key" + i).as(Store.newId()));
        }
        store.backend().intake().enqueue(tasks);
        List<Settlement> ends = new ArrayList<>();
        for (ClaimedTask claimed : store.claim("work", MANY, SchedulingStrategy.FIFO)) {
            Outcome end = ends.size() % 10 == 0 ? new Outcome.Bury("broken") : new Outcome.Complete(null);
            ends.add(new Settlement(claimed.lease(), end));
        }
        store.backend().leasing().settle(ends);
        List<TaskId> waiting = tasks.stream()
                .filter(task -> task.spec().type().value().equals("print"))
                .map(NewTask::id)
                .toList();
        store.backend().control().hold(Workspace.DEFAULT, waiting.subList(0, 20));
        store.backend().control().cancel(Workspace.DEFAULT, waiting.subList(20, 60));
        ClaimedTask running = store.claim("print", 1, SchedulingStrategy.FIFO).get(0);
        store.backend().log().append(nCopies(50, new LogAppend(running.lease(), LogLevel.INFO, "line")));
        store.enqueue(TaskDraft.of("work").dependsOn(running.task().id()));
        JsonText one = JsonText.of("1");
        store.backend()
                .records()
                .write(IntStream.range(0, 500)
                        .<RecordWrite>mapToObj(i -> new RecordWrite.Put(
                                new RecordKey(Workspace.DEFAULT, "notes", "n" + i), one, null, Duration.ofDays(1)))
                        .toList());
        ((SqlitePersistenceBackend) store.backend())
                .store()
                .write(transaction -> transaction.session().handle().execute("analyze"));
    }

    @AfterAll
    static void close() {
        STORES.values().forEach(Store::close);
    }

    /**
     * A statement.
     *
     * @param name by which it is found in the source
     */
    record Named(Class<?> type, String name, String sql) {
        @Override
        public String toString() {
            return type.getSimpleName() + "." + name;
        }
    }

    static Stream<Arguments> statements() {
        return DAILY.stream()
                .flatMap(type -> Stream.concat(annotated(type), constants(type)))
                .flatMap(statement -> Stream.of(Age.values()).map(age -> Arguments.of(age, statement)));
    }

    private static Stream<Named> annotated(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method ->
                        method.isAnnotationPresent(SqlQuery.class) || method.isAnnotationPresent(SqlUpdate.class))
                .map(method -> new Named(type, method.getName(), sql(method)))
                .filter(named -> !named.name().endsWith("Before"));
    }

    private static Stream<Named> constants(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(field -> field.getType() == String.class && Modifier.isStatic(field.getModifiers()))
                .map(field -> new Named(type, field.getName(), value(field)))
                .filter(named -> named.sql().matches("(?s)(select|insert|update|delete|with) .*"));
    }

    private static String value(Field constant) {
        try {
            constant.setAccessible(true);
            return String.valueOf(constant.get(null));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void the_statements_of_the_claim_path_are_among_them() {
        assertThat(statements().map(each -> String.valueOf(each.get()[1])))
                .contains("LeasingSql.MOST_URGENT", "TaskReading.BODIES", "StateWriting.MOVE", "ReadyWriting.DELETE")
                .hasSizeGreaterThan(100);
    }

    @ParameterizedTest
    @MethodSource("statements")
    void no_statement_scans_tasks_states_places_dependencies_logs_or_records(Age age, Named statement)
            throws SQLException {
        assertThat(plan(age, statement.sql()))
                .noneMatch(
                        step -> step.matches(
                                "SCAN (t|i|w|r|d|s|p|c|o|a"
                                        + "|taskport_(task|state|task_state|ready|waiting|aged|race|dependency|log|record|failure))\\b.*"));
    }

    @ParameterizedTest
    @MethodSource("claims")
    void a_claim_sorts_nothing(Age age, Named statement) throws SQLException {
        assertThat(plan(age, statement.sql())).noneMatch(step -> step.contains("TEMP B-TREE"));
    }

    static Stream<Arguments> claims() {
        return statements().filter(each -> {
            Named statement = (Named) Objects.requireNonNull(each.get()[1]);
            return statement.type() == LeasingSql.class && !statement.name().equals("HELD");
        });
    }

    private static String sql(Method statement) {
        return statement.isAnnotationPresent(SqlQuery.class)
                ? statement.getAnnotation(SqlQuery.class).value()
                : statement.getAnnotation(SqlUpdate.class).value();
    }

    private static List<String> plan(Age age, String sql) throws SQLException {
        List<String> steps = new ArrayList<>();
        try (SqlSession session = readers(age).openAside();
                PreparedStatement explain = session.handle()
                        .getConnection()
                        .prepareStatement("explain query plan " + sql.replaceAll(":[a-zA-Z_]+|\\?[0-9]+", "?"));
                ResultSet rows = explain.executeQuery()) {
            while (rows.next()) {
                steps.add(rows.getString("detail"));
            }
        }
        return steps;
    }

    private static SqliteReaders readers(Age age) {
        Store store = Objects.requireNonNull(STORES.get(age));
        return ((SqlitePersistenceBackend) store.backend()).store().readers();
    }
}
