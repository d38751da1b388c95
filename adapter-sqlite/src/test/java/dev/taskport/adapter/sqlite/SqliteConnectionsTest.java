package dev.taskport.adapter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.taskport.adapter.sqlite.SqliteConnections.Use;
import dev.taskport.port.BackendOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the settings of a connection are, read back from the engine and tried out, whatever the code believes it has set. */
class SqliteConnectionsTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void create() {
        file = folder.resolve("tasks.db");
        Store.create(file).close();
    }

    private SqlSession open(Use use, String durability) {
        SqliteOptions options = SqliteOptions.of(
                Store.address(file), BackendOptions.defaults().values(Map.of("durability", durability)));
        return new SqliteConnections(options, new SqliteErrors(options.file()), FileWatch.of(options.file())).open(use);
    }

    private static String ask(SqlSession session, String question) {
        try (Statement statement = session.handle().getConnection().createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            return answer.next() ? answer.getString(1) : "nothing";
        } catch (SQLException e) {
            throw new AssertionError(question, e);
        }
    }

    @ParameterizedTest
    @EnumSource(Use.class)
    void every_connection_has_every_setting(Use use) {
        Map<String, String> wanted = new LinkedHashMap<>();
        wanted.put("synchronous", "2");
        wanted.put("wal_autocheckpoint", "1000");
        wanted.put("journal_size_limit", "67108864");
        wanted.put("mmap_size", "0");
        wanted.put("foreign_keys", "1");
        wanted.put("trusted_schema", "0");
        wanted.put("cell_size_check", "1");
        wanted.put("analysis_limit", "1000");
        wanted.put("temp_store", "2");
        wanted.put("cache_size", use == Use.WRITE ? "-64000" : "-8000");
        wanted.put("query_only", use == Use.WRITE ? "0" : "1");
        wanted.put("writable_schema", "0");
        wanted.put("auto_vacuum", "0");

        try (SqlSession session = open(use, "full")) {
            Map<String, String> found = new LinkedHashMap<>();
            wanted.keySet().forEach(name -> found.put(name, ask(session, "pragma " + name)));
            assertThat(found).isEqualTo(wanted);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"WRITE", "READ", "READ_ONLY_FILE"})
    void the_file_has_a_write_ahead_log(Use use) {
        try (SqlSession session = open(use, "full")) {
            assertThat(ask(session, "pragma journal_mode")).isEqualTo("wal");
        }
    }

    @ParameterizedTest
    @CsvSource({"full,2", "normal,1"})
    void durability_is_how_often_the_disk_is_waited_for(String durability, String synchronous) {
        try (SqlSession session = open(Use.WRITE, durability)) {
            assertThat(ask(session, "pragma synchronous")).isEqualTo(synchronous);
        }
    }

    @Test
    void nothing_can_be_loaded_into_the_process() {
        try (SqlSession session = open(Use.WRITE, "full")) {
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> ask(session, "select load_extension('any')"))
                    .havingCause()
                    .withMessageContaining("not authorized");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"READ", "READ_ONLY_FILE", "FROZEN_FILE"})
    void a_reader_cannot_write(Use use) {
        try (SqlSession session = open(use, "full")) {
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> ask(session, "delete from taskport_task returning id"))
                    .havingCause()
                    .isInstanceOf(SQLException.class)
                    .withMessageContaining("READONLY");
        }
    }

    @Test
    void what_a_failing_statement_says_holds_neither_its_text_nor_its_values() {
        try (SqlSession session = open(Use.WRITE, "full")) {
            assertThatExceptionOfType(JdbiException.class)
                    .isThrownBy(() -> session.handle()
                            .createUpdate(
                                    "insert into taskport_pause (gate, workspace, type) values (:gate, 'sword', '')")
                            .bind("gate", "fish")
                            .execute())
                    .satisfies(error -> assertThat(everything(error))
                            .contains("CHECK constraint failed")
                            .doesNotContain("insert into", "sword", "fish"));
        }
    }

    private static String everything(Throwable error) {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
