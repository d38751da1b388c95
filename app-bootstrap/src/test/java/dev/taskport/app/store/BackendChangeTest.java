package dev.taskport.app.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.app.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changing the line {@code backend:} by hand while work waits in the old store. */
class BackendChangeTest {

    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void work_waits_in_a_first_store() throws IOException {
        cli = new Cli(folder);
        backend("sqlite:./first.db");
        cli.run("enqueue", "mail");
        cli.run("enqueue", "mail");
    }

    @Test
    void another_durable_store_is_refused_and_three_ways_on_are_named() throws IOException {
        backend("sqlite:./second.db");
        for (String[] command :
                new String[][] {{"stats"}, {"enqueue", "mail"}, {"init"}, {"work", "--exec", "mail=true"}}) {
            Cli.Result result = cli.run(command);
            assertThat(result.code()).as(Arrays.toString(command)).isEqualTo(2);
            assertThat(result.out()).isEmpty();
            assertThat(result.err())
                    .isEqualTo(
                            "error: The configuration names sqlite:%2$s, but 2 tasks wait in sqlite:%1$s, which was used before. Nothing was started and nothing was changed. Three ways on:%n  taskport rollout start --to sqlite:%2$s   moves the queue while it runs (not in this version yet)%n  taskport migrate sqlite:%1$s --to sqlite:%2$s   moves it now, verified%n  --start-empty   leaves that work where it is and starts without it%n"
                                    .formatted(folder.resolve("first.db"), folder.resolve("second.db")));
        }
        assertThat(folder.resolve("second.db")).doesNotExist();
    }

    @Test
    void start_empty_leaves_the_work_where_it_is_and_the_new_store_is_the_one_used_last() throws IOException {
        backend("sqlite:./second.db");
        assertThat(cli.run("enqueue", "mail", "--start-empty").code()).isZero();
        assertThat(cli.json("stats").get("total").asInt()).isEqualTo(1);

        backend("sqlite:./first.db");
        assertThat(cli.run("stats").err()).contains("but 1 task waits in sqlite:" + folder.resolve("second.db"));
    }

    @Test
    void after_a_migration_nothing_is_left_behind_and_the_start_is_free() throws IOException {
        cli.run("migrate", "first.db", "--to", "sqlite:second.db");
        backend("sqlite:./second.db");
        assertThat(cli.json("stats").get("total").asInt()).isEqualTo(2);
        cli.run("enqueue", "mail");

        backend("sqlite:./first.db");
        assertThat(cli.run("stats").err()).contains("but 1 task waits in sqlite:" + folder.resolve("second.db"));
    }

    @Test
    void a_store_without_unfinished_work_may_be_left() throws IOException {
        for (var task : cli.json("tasks", "list").get("items")) {
            cli.run("tasks", "cancel", task.get("id").asText());
        }
        backend("sqlite:./second.db");
        assertThat(cli.run("enqueue", "mail").code()).isZero();
    }

    @Test
    void a_store_that_is_gone_holds_nobody_up() throws IOException {
        Files.delete(folder.resolve("first.db"));
        Files.deleteIfExists(folder.resolve("first.db-wal"));
        Files.deleteIfExists(folder.resolve("first.db-shm"));
        backend("sqlite:./second.db");
        assertThat(cli.run("enqueue", "mail").code()).isZero();
    }

    @Test
    void memory_starts_at_once_says_what_waits_where_and_touches_nothing() throws IOException {
        byte[] before = Files.readAllBytes(folder.resolve("first.db"));
        byte[] walBefore = bytesOrNone(folder.resolve("first.db-wal"));
        backend("memory:");

        Cli.Result worked = cli.run("work", "--exec", "mail=true", "--until-empty");

        assertThat(worked.code()).isZero();
        assertThat(worked.err())
                .contains("warning: This process starts with memory, empty. 2 tasks wait in sqlite:"
                        + folder.resolve("first.db")
                        + ", untouched; nobody works on them until the configuration names that store again. What memory holds"
                        + " ends with the process.\n");
        assertThat(cli.run("stats").err()).contains("2 tasks wait in sqlite:", "that memory lives in another process");
        assertThat(Files.readAllBytes(folder.resolve("first.db"))).isEqualTo(before);
        assertThat(bytesOrNone(folder.resolve("first.db-wal"))).isEqualTo(walBefore);

        backend("sqlite:./first.db");
        assertThat(cli.json("stats").get("total").asInt()).isEqualTo(2);
    }

    @Test
    void a_detour_over_memory_does_not_make_the_old_store_forgotten() throws IOException {
        backend("memory:");
        cli.run("init");
        backend("sqlite:./second.db");
        assertThat(cli.run("init").code()).isEqualTo(2);
    }

    @Test
    void a_store_named_for_once_is_not_remembered() {
        assertThat(cli.run("enqueue", "mail", "--backend", "sqlite:once.db").code())
                .isZero();
        assertThat(cli.json("stats").get("total").asInt()).isEqualTo(2);
    }

    @Test
    void the_environment_is_configuration_too() {
        Cli other = new Cli(folder).with("TASKPORT_BACKEND", "sqlite:second.db");
        assertThat(other.run("stats").code()).isEqualTo(2);
    }

    @Test
    void doctor_shows_the_configured_against_the_used_store() throws IOException {
        assertThat(cli.run("doctor").out()).contains("ok  used");
        backend("sqlite:./second.db");
        Cli.Result result = cli.run("doctor");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out())
                .contains("BAD used         this folder used sqlite:" + folder.resolve("first.db")
                        + " last, and the configuration names another store");
    }

    @Test
    void a_memory_file_that_cannot_be_understood_stops_the_start() throws IOException {
        Files.writeString(folder.resolve(".taskport").resolve("last-backend"), "nonsense");
        Cli.Result result = cli.run("stats");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("last-backend should name the backend that was used last and cannot be read");
    }

    private void backend(String address) throws IOException {
        Files.writeString(folder.resolve("taskport.yaml"), "backend: " + address + "\n");
    }

    private static byte[] bytesOrNone(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    }
}
