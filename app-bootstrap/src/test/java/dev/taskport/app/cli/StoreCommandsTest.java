package dev.taskport.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taskport.domain.TaskStatus;
import dev.taskport.engine.Taskport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code init}, {@code doctor}, {@code migrate} and {@code verify}. */
class StoreCommandsTest {

    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void cli() {
        cli = new Cli(folder);
    }

    @Test
    void init_creates_store_and_backup_folder_and_says_what_is_in_force() {
        JsonNode answer = cli.json("init");
        assertThat(answer.get("ok").asBoolean()).isTrue();
        assertThat(answer.get("durable").asBoolean()).isTrue();
        assertThat(answer.get("strategies").toString()).isEqualTo("[\"FIFO\",\"LIFO\",\"PRIORITY\"]");
        assertThat(folder.resolve("taskport.db")).exists();
        assertThat(folder.resolve("taskport-backups")).isDirectory();
        assertThat(cli.run("init").out()).contains("Durable:     survives a crash and power loss");
    }

    @Test
    void init_validate_changes_nothing() {
        Cli.Result before = cli.run("init", "--validate");
        assertThat(before.code()).isEqualTo(1);
        assertThat(before.err())
                .isEqualTo("error: There is no store at sqlite:" + folder.resolve("taskport.db")
                        + ". Nothing was changed. \"taskport init\" creates it.\n");
        assertThat(folder).isEmptyDirectory();
        cli.run("init");
        assertThat(cli.run("init", "--validate").code()).isZero();
    }

    @Test
    void init_of_a_memory_says_that_it_ends_with_the_process() {
        assertThat(cli.run("init", "--backend", "memory:").out()).contains("Durable:     no; it ends with the process");
    }

    @Test
    void who_creates_a_store_in_the_database_of_another_application_is_told_once() throws Exception {
        Path file = folder.resolve("shop.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String table : new String[] {"orders", "a", "b", "tasks"}) {
                statement.execute("create table " + table + " (id integer primary key autoincrement)");
            }
        }
        String said = logOf(() -> cli.run("enqueue", "mail", "--backend", "sqlite:shop.db"));
        assertThat(said)
                .contains("The database " + file
                        + " belongs to another application, which has tables in it (a, b, orders, …). They stay as they are;"
                        + " those of Taskport are created beside them, each named taskport_…");
        assertThat(logOf(() -> cli.run("enqueue", "mail", "--backend", "sqlite:shop.db")))
                .isEmpty();
        assertThat(logOf(() -> cli.run("enqueue", "mail"))).isEmpty();
    }

    /** What the log says meanwhile, which goes to the standard error of the whole process. */
    private static String logOf(Runnable commands) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            commands.run();
        } finally {
            System.setErr(before);
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void doctor_finds_a_healthy_store_healthy() {
        cli.run("init");
        JsonNode diagnosis = cli.json("doctor");
        assertThat(diagnosis.get("ok").asBoolean()).as(diagnosis.toString()).isTrue();
        assertThat(names(diagnosis)).contains("backend", "used", "users", "workers", "schema");
        assertThat(cli.run("doctor").out()).contains("ok  users        1 folder uses this store");
    }

    @Test
    void doctor_says_that_the_memory_of_another_process_cannot_be_looked_at() {
        for (String[] command : new String[][] {
            {"doctor", "--backend", "memory:"},
            {"doctor", "--probe", "--timeout", "100ms", "--backend", "memory:"}
        }) {
            Cli.Result result = cli.run(command);
            assertThat(result.code()).isEqualTo(1);
            assertThat(result.out())
                    .contains("BAD store", "each process has a memory of its own", "name a durable store")
                    .doesNotContain("users", "workers", "probe");
        }
    }

    @Test
    void doctor_says_that_there_is_no_store_and_creates_none() {
        Cli.Result result = cli.run("doctor");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("BAD store        there is none yet; \"taskport init\" creates it");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_probe_runs_through_a_live_worker() {
        cli.run("init");
        try (Taskport taskport = Taskport.open("sqlite:" + folder.resolve("taskport.db"))) {
            taskport.workers().handle("mail", (payload, context) -> null).start();
            JsonNode diagnosis = cli.json("doctor", "--probe");
            assertThat(diagnosis.get("ok").asBoolean()).as(diagnosis.toString()).isTrue();
            assertThat(names(diagnosis)).contains("probe");
        }
    }

    @Test
    void a_probe_that_nobody_runs_is_called_off() {
        cli.run("init");
        Cli.Result result = cli.run("doctor", "--probe", "--timeout", "100ms");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("BAD probe        no worker ran task");
        assertThat(cli.json("stats")
                        .get("byStatus")
                        .get(TaskStatus.CANCELLED.name())
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void workers_lists_the_live_ones() {
        cli.run("init");
        assertThat(cli.run("workers").out()).startsWith("No worker is alive on this store.");
        try (Taskport taskport = Taskport.open("sqlite:" + folder.resolve("taskport.db"))) {
            var pool = taskport.workers()
                    .name("here")
                    .handle("mail", (payload, context) -> null)
                    .start();
            JsonNode workers = await().until(() -> cli.json("workers").get("items"), items -> items.size() == 1);
            assertThat(workers.get(0).get("id").asText()).isEqualTo(pool.id().value());
            assertThat(cli.run("workers").out())
                    .contains("here-")
                    .contains(" mail\n")
                    .doesNotContain("taskport.probe");
        }
    }

    @Test
    void a_legacy_file_is_migrated_and_verified() throws IOException {
        Path legacy = legacyFile();
        byte[] before = Files.readAllBytes(legacy);

        JsonNode dry = cli.json("migrate", "task-queue.json", "--to", "sqlite:first.db", "--dry-run");
        assertThat(dry.get("source").asInt()).isEqualTo(60);
        assertThat(dry.get("verified").asBoolean()).isFalse();
        assertThat(folder.resolve("first.db")).doesNotExist();

        JsonNode done = cli.json("migrate", "task-queue.json", "--to", "sqlite:first.db");
        assertThat(done.get("migrated").asInt()).isEqualTo(60);
        assertThat(done.get("verified").asBoolean()).isTrue();
        assertThat(done.get("source").asInt())
                .isEqualTo(done.get("migrated").asInt()
                        + done.get("skipped").asInt()
                        + done.get("rejected").asInt());

        JsonNode verified = cli.json("verify", "task-queue.json", "first.db");
        assertThat(verified.toString())
                .isEqualTo("{\"equal\":true,\"left\":60,\"right\":60,\"differenceCount\":0,\"differences\":[]}");
        assertThat(Files.readAllBytes(legacy)).isEqualTo(before);
    }

    @Test
    void stores_that_differ_are_told_apart_and_the_exit_code_is_3() throws IOException {
        legacyFile();
        cli.run("migrate", "task-queue.json", "--to", "sqlite:first.db");
        cli.run("enqueue", "mail", "--backend", "sqlite:first.db");
        Cli.Result result = cli.run("verify", "task-queue.json", "sqlite:first.db");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.out())
                .startsWith("Different: ")
                .contains("holds 60 tasks", "61 tasks; 1 difference", "is only on the right");
        assertThat(cli.json("verify", "first.db", "task-queue.json")
                        .get("equal")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void a_status_map_and_a_zone_reach_the_reader() throws IOException {
        legacyFile();
        Files.writeString(folder.resolve("map.txt"), "deferred=QUEUED\n");
        long held = counted("HELD");
        JsonNode mapped = cli.json(
                "migrate",
                "task-queue.json",
                "--to",
                "sqlite:x.db",
                "--dry-run",
                "--status-map",
                "map.txt",
                "--zone",
                "Europe/Berlin");
        assertThat(mapped.get("byStatus").get("HELD").asLong()).isEqualTo(held - 1);
        assertThat(mapped.get("warnings").toString()).contains("Europe/Berlin");
    }

    @Test
    void what_cannot_be_migrated_is_refused_and_says_why() {
        Cli.Result missing = cli.run("migrate", "missing.json", "--to", "sqlite:first.db");
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.err()).startsWith("error: ").contains("missing.json");
        assertThat(folder.resolve("first.db")).doesNotExist();
        assertThat(cli.run("verify", "missing.json", "missing.db").code()).isEqualTo(1);
        assertThat(cli.run("verify", "sqlite:missing.db", "task-queue.json").err())
                .isEqualTo("error: There is no task store in " + folder.resolve("missing.db")
                        + ". Nothing was created. Correct the address.\n");
        assertThat(cli.run("migrate", "a.json", "--to", "sqlite:b.db", "--on-conflict", "ignore")
                        .code())
                .isEqualTo(2);
    }

    private long counted(String status) {
        return cli.json("migrate", "task-queue.json", "--to", "sqlite:x.db", "--dry-run")
                .get("byStatus")
                .get(status)
                .asLong();
    }

    private Path legacyFile() throws IOException {
        Path file = folder.resolve("task-queue.json");
        try (InputStream shipped = Objects.requireNonNull(
                StoreCommandsTest.class.getResourceAsStream("/dev/taskport/app/demo/task-queue.json"))) {
            Files.copy(shipped, file);
        }
        return file;
    }

    private static String names(JsonNode diagnosis) {
        StringBuilder names = new StringBuilder();
        diagnosis
                .get("checks")
                .forEach(check -> names.append(check.get("name").asText()).append(' '));
        return names.toString();
    }
}
