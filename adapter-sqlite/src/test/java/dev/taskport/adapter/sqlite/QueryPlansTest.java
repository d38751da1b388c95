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
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.Workspace;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.BackendProvider.OpenMode;
import dev.taskport.port.LogAppend;
import dev.taskport.port.LogLevel;
import dev.taskport.port.RecordKey;
import dev.taskport.port.RecordWrite;
import dev.taskport.port.TaskQuery;
import java.lang.reflect.Method;
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
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No statement of the daily work walks through all tasks: neither in a new store, nor where the engine plans by the
 * statistics of a store that has worked for a while.
 */
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

    static Stream<Arguments> statements() {
        return DAILY.stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .flatMap(statement -> Stream.of(Age.values()).map(age -> Arguments.of(age, statement)));
    }

    @ParameterizedTest
    @MethodSource("statements")
    void no_statement_scans_tasks_dependencies_logs_or_records(Age age, Method statement) throws SQLException {
        assertThat(plan(age, sql(statement)))
                .noneMatch(step -> step.matches("SCAN (t|i|w|r|d|taskport_(task|dependency|log|record|failure))\\b.*"));
    }

    @ParameterizedTest
    @MethodSource("claims")
    void a_claim_sorts_nothing(Age age, Method statement) throws SQLException {
        assertThat(plan(age, sql(statement))).noneMatch(step -> step.contains("TEMP B-TREE"));
    }

    static Stream<Arguments> claims() {
        return statements().filter(each -> {
            Method statement = (Method) Objects.requireNonNull(each.get()[1]);
            return statement.getDeclaringClass() == LeasingSql.class
                    && !statement.getName().equals("held");
        });
    }

    @ParameterizedTest
    @EnumSource
    void lists_of_what_is_rare_do_not_walk_past_what_is_done(Age age) throws SQLException {
        TaskQuery all = TaskQuery.all(Workspace.DEFAULT);

        assertThat(plan(age, all.statuses(Set.of(TaskStatus.QUEUED, TaskStatus.LEASED))))
                .anyMatch(step -> step.contains("taskport_task_open"));
        assertThat(plan(age, all.statuses(Set.of(TaskStatus.LEASED))))
                .anyMatch(step -> step.contains("taskport_task_leased"));
        assertThat(plan(age, all.statuses(Set.of(TaskStatus.DEAD))))
                .anyMatch(step -> step.contains("taskport_task_parked"));
    }

    @ParameterizedTest
    @MethodSource("rareStatuses")
    void a_list_of_any_statuses_but_completed_walks_indexes_in_order(Age age, Set<TaskStatus> statuses)
            throws SQLException {
        List<String> plan = plan(age, TaskQuery.all(Workspace.DEFAULT).statuses(statuses));

        assertThat(plan).noneMatch(step -> step.matches("(SCAN|SEARCH) t\\b(?! USING INDEX).*"));
        if (!statuses.contains(TaskStatus.LEASED) || statuses.contains(TaskStatus.QUEUED)) {
            assertThat(plan).noneMatch(step -> step.contains("TEMP B-TREE"));
        }
    }

    static Stream<Arguments> rareStatuses() {
        List<Set<TaskStatus>> sets = new ArrayList<>();
        for (TaskStatus status : EnumSet.complementOf(EnumSet.of(TaskStatus.COMPLETED))) {
            for (Set<TaskStatus> smaller : List.copyOf(sets)) {
                Set<TaskStatus> larger = EnumSet.of(status);
                larger.addAll(smaller);
                sets.add(larger);
            }
            sets.add(EnumSet.of(status));
        }
        return sets.stream().flatMap(statuses -> Stream.of(Age.values()).map(age -> Arguments.of(age, statuses)));
    }

    private static List<String> plan(Age age, TaskQuery query) throws SQLException {
        return plan(age, new TaskListing(query).sql());
    }

    private static String sql(Method statement) {
        if (statement.isAnnotationPresent(SqlQuery.class)) {
            return statement.getAnnotation(SqlQuery.class).value();
        }
        return statement.isAnnotationPresent(SqlUpdate.class)
                ? statement.getAnnotation(SqlUpdate.class).value()
                : statement.getAnnotation(SqlBatch.class).value();
    }

    private static List<String> plan(Age age, String sql) throws SQLException {
        List<String> steps = new ArrayList<>();
        try (SqlSession session = readers(age).openAside();
                PreparedStatement explain = session.handle()
                        .getConnection()
                        .prepareStatement("explain query plan " + sql.replaceAll(":[a-zA-Z_]+", "?"));
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
