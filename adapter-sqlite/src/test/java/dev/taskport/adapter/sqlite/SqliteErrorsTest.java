package dev.taskport.adapter.sqlite;

import static dev.taskport.adapter.sqlite.Errors.assertError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskportException;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.BackendProvider.OpenMode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.ConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.BusyHandler;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class SqliteErrorsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "SQLITE_BUSY,UNAVAILABLE",
        "SQLITE_BUSY_SNAPSHOT,UNAVAILABLE",
        "SQLITE_BUSY_RECOVERY,UNAVAILABLE",
        "SQLITE_LOCKED,UNAVAILABLE",
        "SQLITE_FULL,UNAVAILABLE",
        "SQLITE_READONLY_DIRECTORY,UNAVAILABLE",
        "SQLITE_CANTOPEN_ISDIR,UNAVAILABLE",
        "SQLITE_IOERR_WRITE,UNAVAILABLE",
        "SQLITE_CONSTRAINT_CHECK,UNAVAILABLE",
        "SQLITE_CORRUPT_INDEX,DAMAGED",
        "SQLITE_NOTADB,DAMAGED"
    })
    void each_result_code_means_something_to_the_caller(SQLiteErrorCode code, ErrorCode meant) {
        SQLiteException engine = new SQLiteException("engine's words", code);

        RuntimeException error = errors().of(new IllegalStateException(engine));

        assertThat(error)
                .isInstanceOfSatisfying(
                        TaskportException.class,
                        known -> assertThat(known.code()).isEqualTo(meant));
        assertThat(error).hasMessageContaining(code.name()).hasMessageContaining("tasks.db");
        assertThat(error).as("without the layers in between").cause().isSameAs(engine);
    }

    @Test
    void a_failed_commit_is_unknown_whatever_its_code() {
        SQLiteException engine = new SQLiteException("engine's words", SQLiteErrorCode.SQLITE_IOERR_FSYNC);

        assertThat(errors().unknown(new IllegalStateException(engine)))
                .returns(ErrorCode.OUTCOME_UNKNOWN, TaskportException::code)
                .hasMessageContaining("SQLITE_IOERR_FSYNC")
                .cause()
                .isSameAs(engine);
    }

    @Test
    void what_is_not_the_engines_is_left_as_it_is() {
        IllegalArgumentException own = new IllegalArgumentException("own");

        assertThat(errors().of(own)).isSameAs(own);
    }

    @Test
    void a_full_disk_refuses_without_naming_what_was_to_be_stored_and_recovers() throws Exception {
        SqliteOptions options = SqliteOptions.of(
                new BackendAddress("sqlite", folder.resolve("tasks.db").toString(), Map.of()),
                BackendOptions.defaults());
        SqlitePersistenceBackend backend = new SqliteOpening(options).open(OpenMode.CREATE);
        try (Store store = new Store(backend)) {
            store.enqueue("before");
            limitPages(backend, 1);
            String secret = "swordfish".repeat(5_000);

            assertError(
                            ErrorCode.UNAVAILABLE,
                            () -> store.enqueue(TaskDraft.of("work").payload("\"" + secret + "\"")))
                    .satisfies(error -> assertThat(everything(error)).doesNotContain("swordfish"))
                    .withMessageContaining("full");

            // The connection that met the error was dropped, and with it the limit: the same fits now.
            store.enqueue(TaskDraft.of("work").payload("\"" + secret + "\""));
            assertThat(store.total()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"SQLITE_IOERR_READ,true", "SQLITE_CORRUPT,true", "SQLITE_CONSTRAINT_CHECK,false"})
    void a_connection_is_given_up_after_an_error_that_says_something_about_the_file(
            SQLiteErrorCode code, boolean givenUp) {
        SqliteOptions options = SqliteOptions.of(Store.address(folder.resolve("tasks.db")), BackendOptions.defaults());
        SqlitePersistenceBackend backend = new SqliteOpening(options).open(OpenMode.CREATE);
        try (Store store = new Store(backend)) {
            // What is temporary belongs to one connection and ends with it.
            backend.store()
                    .write(transaction ->
                            transaction.session().handle().execute("create temporary table mark (x integer)"));
            ConnectionException failure = new ConnectionException(new SQLiteException("engine's words", code));

            assertThat(catchThrowable(() -> backend.store().write(transaction -> {
                        throw failure;
                    })))
                    .isInstanceOf(TaskportException.class);

            int marks = backend.store()
                    .write(transaction -> transaction
                            .session()
                            .handle()
                            .createQuery("select count(*) from temp.sqlite_schema")
                            .mapTo(Integer.class)
                            .one());
            assertThat(marks).isEqualTo(givenUp ? 0 : 1);
            store.enqueue("after");
            assertThat(store.total()).isEqualTo(1);
        }
    }

    @Test
    void whatever_goes_wrong_after_the_lock_was_taken_the_lock_is_given_back() throws SQLException {
        Path file = folder.resolve("tasks.db");
        try (Store store = Store.create(file)) {
            store.enqueue("before");
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = other.createStatement()) {
                statement.execute("create table kept as select * from taskport_store");
                statement.execute("delete from taskport_store");

                assertThat(catchThrowable(() -> store.enqueue("during"))).isNotNull();

                statement.execute("begin immediate");
                statement.execute("insert into taskport_store select * from kept");
                statement.execute("commit");
            }
            store.enqueue("after");
            assertThat(store.total()).isEqualTo(2);
        }
    }

    @Test
    void an_order_that_cannot_be_built_leaves_neither_lock_nor_connection_behind() throws SQLException {
        Path file = folder.resolve("tasks.db");
        try (Store store = Store.create(file)) {
            store.enqueue("work");
        }
        BackendOptions broken = BackendOptions.defaults()
                .strategies(Set.of(SchedulingStrategy.WEIGHTED_RANDOM))
                .random(new NoChance());

        assertThat(catchThrowable(() -> Store.open(file, broken, OpenMode.MUST_EXIST)))
                .isInstanceOf(NoChance.Spent.class);

        // Of the connections to a file, the last one that is closed takes the side files with it.
        assertThat(folder).isDirectoryContaining(path -> path.equals(file));
        assertThat(folder).isDirectoryNotContaining("glob:**-wal");
        try (Store store = Store.create(file)) {
            store.enqueue("work");
        }
    }

    /** Chance that gives whole numbers but no fractions. */
    private static final class NoChance implements RandomGenerator {
        @Override
        public long nextLong() {
            return 7;
        }

        @Override
        public double nextDouble() {
            throw new Spent();
        }

        private static final class Spent extends Error {
            private static final long serialVersionUID = 1;
        }
    }

    private static void limitPages(SqlitePersistenceBackend backend, int pages) {
        backend.store()
                .write(transaction -> transaction.session().handle().execute("pragma max_page_count = " + pages));
    }

    private static String everything(Throwable error) {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void a_lock_that_stays_is_given_up_after_the_longest_wait() throws SQLException {
        String url = "jdbc:sqlite:" + folder.resolve("busy.db");
        try (Connection holder = DriverManager.getConnection(url);
                Connection waiter = DriverManager.getConnection(url);
                Statement hold = holder.createStatement();
                Statement wait = waiter.createStatement()) {
            hold.execute("begin immediate");
            BusyHandler.setHandler(waiter, new BusyWait(Duration.ofMillis(30)));
            long began = System.nanoTime();

            assertThat(catchThrowable(() -> wait.execute("begin immediate"))).matches(SqliteErrors::busy);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(30));
        }
    }

    private SqliteErrors errors() {
        return new SqliteErrors(SqliteFile.of(folder.resolve("tasks.db").toString()));
    }
}
