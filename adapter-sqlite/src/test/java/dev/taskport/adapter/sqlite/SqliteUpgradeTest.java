package dev.taskport.adapter.sqlite;

import static dev.taskport.adapter.sqlite.Errors.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.domain.Ageing;
import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskSpec;
import dev.taskport.domain.TaskState;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.Workspace;
import dev.taskport.port.BackendCare;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.BackendProvider.OpenMode;
import dev.taskport.port.LogLine;
import dev.taskport.port.TransferItem;
import dev.taskport.port.TransferReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A store that an earlier version wrote: {@code version1.db} was made by the last program that knew schema version 1, with
 * tasks in every status and all five orders, and {@code version1.txt} tells each of them as that program read it.
 */
class SqliteUpgradeTest {

    /** When its last lease had been given and none had run out. */
    private static final Instant THEN = Instant.parse("2026-11-01T00:03:52.200Z");

    private static final BackendOptions OPTIONS =
            BackendOptions.defaults().clock(() -> THEN).strategies(EnumSet.allOf(SchedulingStrategy.class));

    private static final int TIMES = Boolean.getBoolean("taskport.long") ? 800 : 40;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void unpack() throws IOException {
        file = folder.resolve("tasks.db");
        try (InputStream packed = new GZIPInputStream(resource("version1.db.gz"))) {
            Files.copy(packed, file);
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(SqliteUpgradeTest.class.getResourceAsStream(name), name);
    }

    @Test
    void every_task_is_what_it_was_word_for_word() throws IOException {
        List<String> expected = new String(resource("version1.txt").readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(expected).hasSize(600);

        try (Store store = Store.open(file, OPTIONS, OpenMode.MUST_EXIST)) {
            assertThat(tasks(store)).isEqualTo(expected);
            assertThat(store.backend().care().check()).allMatch(BackendCare.Check::ok);
        }
    }

    private static List<String> tasks(Store store) {
        List<String> tasks = new ArrayList<>();
        try (TransferReader reader = store.backend().transfer().read()) {
            List<TransferItem> page = reader.next(null, 100);
            while (!page.isEmpty()) {
                for (TransferItem item : page) {
                    if (item instanceof TransferItem.TaskItem task) {
                        tasks.add(describe(task.task(), task.log()));
                    }
                }
                page = reader.next(page.get(page.size() - 1).position(), 100);
            }
        }
        return tasks;
    }

    private static String describe(Task task, List<LogLine> log) {
        TaskSpec spec = task.spec();
        TaskState state = task.state();
        return Stream.of(
                        task.id(),
                        task.lineage().value(),
                        task.stamp().generation(),
                        task.stamp().version(),
                        spec.workspace(),
                        spec.type(),
                        spec.payload(),
                        spec.priority().value(),
                        spec.requirements(),
                        spec.tags(),
                        spec.title(),
                        spec.description(),
                        spec.onDependencyFailure(),
                        spec.maxAttempts(),
                        spec.idempotencyKey(),
                        spec.concurrencyKey(),
                        spec.createdBy(),
                        spec.attributes(),
                        spec.externalId(),
                        state.status(),
                        state.runAfter(),
                        state.attempt(),
                        state.leaseEpoch(),
                        state.leaseGeneration(),
                        state.leasedBy(),
                        state.leasedUntil(),
                        state.failures(),
                        state.result(),
                        state.progress(),
                        state.createdAt(),
                        state.updatedAt(),
                        state.startedAt(),
                        state.finishedAt(),
                        state.importedAt(),
                        state.revision(),
                        state.dependencies(),
                        state.lastSettlement(),
                        log)
                .map(value -> value instanceof JsonText json ? json.text() : String.valueOf(value))
                .map(text -> text.replace("\n", "\\n"))
                .collect(Collectors.joining(" | "));
    }

    @ParameterizedTest
    @EnumSource
    void every_order_goes_on(SchedulingStrategy strategy) {
        try (Store store = Store.open(file, OPTIONS, OpenMode.MUST_EXIST)) {
            List<Task> claimed = claimAll(store, strategy);

            assertThat(claimed).hasSizeGreaterThan(80).extracting(Task::id).doesNotHaveDuplicates();
            if (strategy != SchedulingStrategy.WEIGHTED_RANDOM) {
                assertThat(claimed).isSortedAccordingTo(order(strategy));
            }
            assertThat(store.backend().inspection().stats(Workspace.DEFAULT).oldestQueuedSince())
                    .as("the other types wait on")
                    .isNotNull();
            assertThat(store.backend().care().check()).allMatch(BackendCare.Check::ok);
        }
    }

    /** In small steps, so that each goes on where the one before has left. */
    private static List<Task> claimAll(Store store, SchedulingStrategy strategy) {
        List<Task> all = new ArrayList<>();
        List<ClaimedTask> some = store.claim("type0", 7, strategy);
        while (!some.isEmpty()) {
            some.forEach(each -> all.add(each.task()));
            some = store.claim("type0", 7, strategy);
        }
        return all;
    }

    private static Comparator<Task> order(SchedulingStrategy strategy) {
        Comparator<Task> byId = Comparator.comparing(Task::id);
        return switch (strategy) {
            case FIFO -> byId;
            case LIFO -> byId.reversed();
            case PRIORITY_AGEING ->
                Comparator.<Task>comparingLong(
                                task -> Ageing.DEFAULT.key(task.state().createdAt(), task.priority()))
                        .thenComparing(byId);
            case PRIORITY, WEIGHTED_RANDOM ->
                Comparator.comparing(Task::priority).thenComparing(byId);
        };
    }

    /** The tasks without names, many times over; the counts follow. */
    @Test
    void a_full_store_is_upgraded_whole() throws SQLException {
        long tasks = multiply();

        try (Store store = Store.open(file, OPTIONS, OpenMode.MUST_EXIST)) {
            assertThat(store.total()).isEqualTo(tasks);
            assertThat(store.backend().inspection().stats(Workspace.DEFAULT).count(TaskStatus.LEASED))
                    .isGreaterThan(TIMES);
            assertThat(store.claim("type0", 1000, SchedulingStrategy.PRIORITY)).hasSize(1000);
            assertThat(store.backend().care().check()).allMatch(BackendCare.Check::ok);
        }
    }

    private long multiply() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("create temp table copies as select * from taskport_task"
                    + " where workspace = 'default' and idempotency_key is null and external_id is null"
                    + " and dependencies = 0 and failures = 0");
            for (int i = 1; i <= TIMES; i++) {
                statement.execute("update copies set id = id + 4096");
                statement.execute("insert into taskport_task select * from copies");
            }
            statement.execute("delete from taskport_tally");
            statement.execute(
                    "insert into taskport_tally select lane, status, count(*) from taskport_task group by 1, 2");
            try (var rows = statement.executeQuery("select count(*) from taskport_task where workspace = 'default'")) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    @Test
    void a_reader_asks_for_the_upgrade_and_changes_nothing() throws IOException {
        byte[] before = Files.readAllBytes(file);

        assertThat(Store.probe(file).detail()).contains("schema version 1");
        assertError(ErrorCode.UNSUPPORTED, () -> Store.open(file, OpenMode.READ_ONLY))
                .withMessageContaining("Open it once for writing");
        assertThat(file).hasBinaryContent(before);
        assertThat(Set.of(folder.toFile().list())).as("no side file stays").containsExactly("tasks.db");
    }
}
