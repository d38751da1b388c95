package dev.taskport.adapter.sqlite;

import static dev.taskport.adapter.sqlite.Errors.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.contract.SettableClock;
import dev.taskport.domain.Ageing;
import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.OnDependencyFailure;
import dev.taskport.domain.Outcome;
import dev.taskport.domain.Retention;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.Settlement;
import dev.taskport.domain.TaskDraft;
import dev.taskport.port.BackendCare;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.BackendProvider;
import dev.taskport.port.BackendProvider.OpenMode;
import dev.taskport.port.BackendProvider.Probe;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteOpeningTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("tasks.db");
    }

    @Test
    void the_provider_is_found_by_its_scheme() {
        assertThat(ServiceLoader.load(BackendProvider.class))
                .filteredOn(provider -> provider.scheme().equals("sqlite"))
                .singleElement()
                .isInstanceOf(SqliteBackendProvider.class);
    }

    @Test
    void the_schema_version_is_the_highest_of_its_migrations_and_none_is_missing() throws Exception {
        URI schema = Objects.requireNonNull(
                        SqliteOpeningTest.class.getClassLoader().getResource(SqliteSchema.FOLDER))
                .toURI();
        try (Stream<Path> files = Files.list(Path.of(schema))) {
            List<Integer> versions = files.map(path -> path.getFileName().toString())
                    .map(name -> Integer.parseInt(name.substring(1, 4)))
                    .sorted()
                    .toList();
            assertThat(versions).doesNotHaveDuplicates().startsWith(1).endsWith(SqliteSchema.VERSION);
            assertThat(versions).hasSize(SqliteSchema.VERSION);
        }
    }

    @Test
    void a_new_store_is_made_without_a_word_and_without_touching_anybodys_logging() {
        Logger everything = Logger.getLogger("");
        Logger library = Logger.getLogger("org.flywaydb");
        Level before = library.getLevel();
        List<String> said = new ArrayList<>();
        Handler listener = new Handler() {
            @Override
            public void publish(LogRecord line) {
                said.add(line.getLoggerName() + ": " + line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        everything.addHandler(listener);
        try {
            Store.create(file).close();

            assertThat(said).isEmpty();
            assertThat(library.getLevel()).isEqualTo(before);
            // Another user of the library in this process hears of its own migrations as before.
            Flyway.configure()
                    .dataSource("jdbc:sqlite:" + folder.resolve("theirs.db"), null, null)
                    .load()
                    .info();
            assertThat(said).anyMatch(line -> line.startsWith("org.flywaydb"));
        } finally {
            everything.removeHandler(listener);
        }
    }

    @Test
    void opening_again_does_not_run_the_migration_library() {
        Store.create(file).close();
        sql("drop table " + SqliteSchema.HISTORY);

        Store.create(file).close();

        assertThat(ask("select count(*) from sqlite_schema where name = '" + SqliteSchema.HISTORY + "'"))
                .isEqualTo("0");
    }

    @Test
    void the_file_may_hold_other_peoples_tables_and_version() {
        sql(
                "create table tasks (id text, status text)",
                "insert into tasks values ('1', 'theirs')",
                "create index tasks_by_status on tasks (status)",
                "pragma user_version = 77",
                "pragma application_id = 4711");

        try (Store store = Store.create(file)) {
            store.enqueue("work");
            assertThat(store.claim("work", 1, SchedulingStrategy.FIFO)).hasSize(1);
            assertThat(store.backend().care().check()).allMatch(BackendCare.Check::ok);
        }

        assertThat(ask("select status from tasks")).isEqualTo("theirs");
        assertThat(ask("pragma user_version")).isEqualTo("77");
        assertThat(ask("pragma application_id")).isEqualTo("4711");
        assertThat(ask("select group_concat(name) from sqlite_schema where name not glob 'taskport_*'"
                        + " and name not glob 'sqlite_*'"))
                .isEqualTo("tasks,tasks_by_status");
    }

    @Test
    void a_database_without_our_tables_is_no_store() {
        sql("create table tasks (id text)");

        assertError(ErrorCode.NOT_FOUND, () -> Store.open(file, OpenMode.MUST_EXIST));
        assertError(ErrorCode.NOT_FOUND, () -> Store.open(file, OpenMode.READ_ONLY));
        assertThat(Store.probe(file).exists()).isFalse();
        assertThat(ask("select count(*) from sqlite_schema")).isEqualTo("1");
    }

    @Test
    void a_store_whose_identity_another_process_is_about_to_choose_is_not_there_yet() {
        Store.create(file).close();
        sql("delete from taskport_store");

        assertError(ErrorCode.NOT_FOUND, () -> Store.open(file, OpenMode.READ_ONLY));
    }

    @Test
    void a_missing_file_is_not_created_unless_asked() {
        assertError(ErrorCode.NOT_FOUND, () -> Store.open(file, OpenMode.MUST_EXIST));
        assertError(ErrorCode.NOT_FOUND, () -> Store.open(file, OpenMode.READ_ONLY));
        assertThat(Store.probe(file)).returns(false, Probe::exists).returns(0L, Probe::unfinished);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_file_that_is_no_database_is_damaged_and_stays_as_it_is() throws IOException {
        Files.writeString(file, "this is not a database, but it is long enough to be one".repeat(100));
        byte[] before = Files.readAllBytes(file);

        assertError(ErrorCode.DAMAGED, () -> Store.create(file)).withMessageContaining("not a SQLite database");
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void a_newer_schema_is_refused() {
        Store.create(file).close();
        sql("update taskport_schema set version = 99");

        for (OpenMode mode : OpenMode.values()) {
            assertError(ErrorCode.SCHEMA_TOO_NEW, () -> Store.open(file, mode)).withMessageContaining("99");
        }
    }

    @Test
    void reading_only_changes_nothing_and_leaves_no_trace() throws IOException {
        try (Store store = Store.create(file)) {
            store.enqueue("work");
        }
        byte[] before = Files.readAllBytes(file);

        try (Store store = Store.open(file, OpenMode.READ_ONLY)) {
            assertThat(store.total()).isEqualTo(1);
            assertError(ErrorCode.UNSUPPORTED, () -> store.enqueue("more"));
        }

        assertThat(file).hasBinaryContent(before);
        assertOnlyTheFile();
    }

    @Test
    void a_backup_of_a_store_that_is_only_read_changes_nothing_either() throws Exception {
        Path copied = Files.createDirectory(folder.resolve("copied"));
        try (Store store = Store.create(file)) {
            store.enqueue("work");
            for (String suffix : List.of("", "-wal")) {
                copy(file.resolveSibling("tasks.db" + suffix), copied.resolve("tasks.db" + suffix));
            }
        }
        byte[] database = Files.readAllBytes(copied.resolve("tasks.db"));
        byte[] log = Files.readAllBytes(copied.resolve("tasks.db-wal"));
        Path backup = folder.resolve("backup.db");

        try (Store store = Store.open(copied.resolve("tasks.db"), OpenMode.READ_ONLY)) {
            store.backend().care().backup(backup);
        }

        assertThat(copied.resolve("tasks.db")).hasBinaryContent(database);
        assertThat(copied.resolve("tasks.db-wal"))
                .as("the log is still the owner's to fold")
                .hasBinaryContent(log);
        try (Store restored = Store.open(backup, OpenMode.MUST_EXIST)) {
            assertThat(restored.total()).isEqualTo(1);
        }
    }

    /** By another process: opened and closed by this one, the file would lose its locks. */
    private static void copy(Path from, Path to) throws Exception {
        assertThat(new ProcessBuilder("cp", from.toString(), to.toString())
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void a_probe_leaves_no_trace() throws IOException {
        try (Store store = Store.create(file)) {
            store.enqueue("work");
            store.enqueue("work");
            store.complete(store.claim("work", 1, SchedulingStrategy.FIFO).get(0));
            assertThat(Store.probe(file).unfinished()).as("while it is open").isEqualTo(1);
        }
        byte[] before = Files.readAllBytes(file);

        assertThat(Store.probe(file)).returns(true, Probe::exists).returns(1L, Probe::unfinished);
        assertThat(file).hasBinaryContent(before);
        assertOnlyTheFile();
    }

    private void assertOnlyTheFile() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void several_may_create_the_same_store_at_once() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Store>> openings = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                openings.add(threads.submit(() -> Store.create(file)));
            }
            List<Store> stores = new ArrayList<>();
            for (Future<Store> opening : openings) {
                stores.add(opening.get());
            }
            assertThat(stores)
                    .extracting(store -> store.backend().identity())
                    .containsOnly(stores.get(0).backend().identity());
            stores.forEach(store -> store.enqueue("work"));
            assertThat(stores.get(3).total()).isEqualTo(4);
            stores.forEach(Store::close);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void a_store_that_was_not_closed_is_checked_and_its_user_forgotten() {
        try (Store store = Store.create(file)) {
            store.enqueue("work");
        }
        sql("insert into taskport_process (owner, pid, started_at, opened_at) values (1, 999999999, 5, 5)");

        Store.create(file).close();

        assertThat(ask("select count(*) from taskport_process")).isEqualTo("0");
    }

    @Test
    void a_damaged_store_that_was_not_closed_is_refused() throws IOException {
        try (Store store = Store.create(file)) {
            for (int i = 0; i < 5; i++) {
                store.enqueue(TaskDraft.of("work")
                        .onDependencyFailure(OnDependencyFailure.CANCEL)
                        .title("broken"));
            }
        }
        sql("insert into taskport_process (owner, pid, started_at, opened_at) values (1, 999999999, 5, 5)");
        replaceLast("CANCELbroken", "CANXELbroken");

        assertError(ErrorCode.DAMAGED, () -> Store.create(file))
                .withMessageContaining("was not closed, and it is damaged");
    }

    /** What no statement would write: a flipped bit in a row of the closed file. */
    private void replaceLast(String text, String other) throws IOException {
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.seek(content.lastIndexOf(text));
            raw.write(other.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void an_order_that_is_asked_for_later_is_built_over_what_is_there() {
        BackendOptions few = BackendOptions.defaults().strategies(Set.of(SchedulingStrategy.FIFO));
        try (Store store = Store.open(file, few, OpenMode.CREATE)) {
            for (int i = 0; i < 40; i++) {
                store.enqueue("work");
            }
            assertThat(store.backend().profile().strategies()).containsExactly(SchedulingStrategy.FIFO);
            assertError(ErrorCode.STRATEGY_NOT_READY, () -> store.claim("work", 1, SchedulingStrategy.PRIORITY));
        }

        BackendOptions all = BackendOptions.defaults().strategies(EnumSet.allOf(SchedulingStrategy.class));
        try (Store store = Store.open(file, all, OpenMode.MUST_EXIST)) {
            for (SchedulingStrategy strategy : SchedulingStrategy.values()) {
                assertThat(store.claim("work", 6, strategy)).as(strategy.name()).hasSize(6);
            }
            assertThat(store.backend().care().check()).allMatch(BackendCare.Check::ok);
        }
        assertThat(ask("select (select count(*) || ' ready, ' from taskport_ready where tasks is null)"
                        + " || (select count(*) || ' in the race, ' from taskport_race)"
                        + " || (select count(*) || ' with age' from taskport_aged)"))
                .isEqualTo("10 ready, 10 in the race, 10 with age");
    }

    @Test
    void closing_brings_the_statistics_of_its_own_tables_up_to_date() {
        sql(
                "create table tasks (id text, status text)",
                "create index tasks_by_status on tasks (status)",
                "with recursive n (i) as (select 1 union all select i + 1 from n where i < 500)"
                        + " insert into tasks select i, 'theirs' from n");
        try (Store store = Store.create(file)) {
            store.enqueue("work");
            store.complete(store.claim("work", 1, SchedulingStrategy.FIFO).get(0));
        }

        assertThat(ask("select count(*) from taskport_process")).isEqualTo("0");
        assertThat(ask("select count(*) > 0 from sqlite_stat1 where tbl = 'taskport_task'"))
                .isEqualTo("1");
        assertThat(ask("select count(*) from sqlite_stat1 where tbl not glob 'taskport_*'"))
                .isEqualTo("0");
    }

    @Test
    void housekeeping_does_so_once_a_day() {
        SettableClock clock = new SettableClock();
        BackendOptions options = BackendOptions.defaults().clock(clock);
        try (Store store = Store.open(file, options, OpenMode.CREATE)) {
            store.enqueue("work");
            store.backend().housekeeping().prune(Retention.DEFAULT, 10);
            assertThat(ask("select count(*) from sqlite_schema where name = 'sqlite_stat1'"))
                    .isEqualTo("0");

            clock.advance(Duration.ofDays(1));
            store.backend().housekeeping().prune(Retention.DEFAULT, 10);
            assertThat(ask("select count(*) > 0 from sqlite_stat1")).isEqualTo("1");

            sql("delete from sqlite_stat1");
            clock.advance(Duration.ofHours(23));
            store.backend().housekeeping().prune(Retention.DEFAULT, 10);
            assertThat(ask("select count(*) from sqlite_stat1")).isEqualTo("0");
        }
    }

    @Test
    void a_missing_index_is_found_whatever_its_name() {
        try (Store store = Store.create(file)) {
            sql("drop index taskport_state_leased", "create index taskport_state_leased on taskport_task (title)");

            assertThat(store.backend().care().check())
                    .filteredOn(check -> check.name().equals("indexes"))
                    .singleElement()
                    .returns(false, BackendCare.Check::ok)
                    .satisfies(check -> assertThat(check.detail()).contains("leased_until"));
        }
    }

    @Test
    void another_ageing_than_the_store_was_created_with_is_told_and_not_applied() {
        Store.create(file).close();
        BackendOptions other = BackendOptions.defaults().ageing(new Ageing(Duration.ofMinutes(5)));

        try (Store store = Store.open(file, other, OpenMode.MUST_EXIST)) {
            assertThat(store.backend().care().check())
                    .filteredOn(check -> check.name().equals("ageing"))
                    .singleElement()
                    .satisfies(check -> assertThat(check.detail())
                            .startsWith("PT1M ")
                            .endsWith("the PT5M asked for has no effect"));
        }
        assertThat(ask("select ageing from taskport_store")).isEqualTo("60000000");
    }

    @Test
    void a_task_that_waits_nowhere_is_found() {
        assertFound("delete from taskport_waiting", "places");
    }

    @Test
    void a_state_that_does_not_know_its_tasks_is_found() {
        assertFound("update taskport_state set tasks = tasks + 1", "states");
    }

    @Test
    void a_task_that_is_said_to_have_no_state_and_has_one_is_found() {
        assertFound("update taskport_ready set untouched = 1 where tasks is null", "states");
    }

    /** In a store where one task was given back, one is not due and one runs. */
    private void assertFound(String damage, String check) {
        try (Store store = Store.create(file)) {
            store.enqueue("again");
            ClaimedTask given = store.claim("again", 1, SchedulingStrategy.FIFO).get(0);
            store.backend().leasing().settle(List.of(new Settlement(given.lease(), new Outcome.Release())));
            store.enqueue(TaskDraft.of("later").delay(Duration.ofHours(1)));
            store.enqueue("runs");
            store.claim("runs", 1, SchedulingStrategy.FIFO);
            assertThat(store.backend().care().check()).allMatch(BackendCare.Check::ok);
            sql(damage);

            assertThat(store.backend().care().check())
                    .filteredOn(found -> !found.ok())
                    .extracting(BackendCare.Check::name)
                    .containsExactly(check);
        }
    }

    @Test
    void a_wrong_count_is_found() {
        try (Store store = Store.create(file)) {
            store.enqueue("work");
            sql("update taskport_ready set tasks = tasks + 1 where tasks is not null");

            assertThat(store.backend().care().check())
                    .filteredOn(check -> !check.ok())
                    .extracting(BackendCare.Check::name)
                    .containsExactly("counts");
        }
    }

    private void sql(String... statements) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private String ask(String question) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            return answer.next() ? String.valueOf(answer.getString(1)) : "nothing";
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
