package dev.taskport.app.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.app.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
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
                            "error: The configuration names sqlite:%2$s, but 2 tasks wait in sqlite:%1$s, which was used before. Nothing was started and nothing was changed. Three ways on:%n  taskport migrate sqlite:%1$s --to sqlite:%2$s   moves it now, verified%n  --start-empty   leaves that work where it is and starts without it%n  taskport rollout start --to sqlite:%2$s   will move the queue while it runs; not in this version yet%n"
                                    .formatted(folder.resolve("first.db"), folder.resolve("second.db")));
        }
        assertThat(folder.resolve("second.db")).doesNotExist();
    }

    @Test
    void commands_that_are_proposed_can_be_typed_as_they_stand() throws IOException {
        Files.createDirectory(folder.resolve("my stores"));
        backend("sqlite:./my stores/ada's.db");
        assertThat(cli.run("stats").err())
                .contains("taskport migrate sqlite:" + folder.resolve("first.db") + " --to 'sqlite:"
                        + folder.resolve("my stores/ada") + "'\\''s.db'   moves it now");
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
    void who_works_again_in_a_store_that_was_moved_away_is_warned() throws IOException {
        String run = cli.json("migrate", "first.db", "--to", "sqlite:second.db")
                .get("run")
                .asText();
        assertThat(cli.run("init").err()).isEmpty();
        backend("sqlite:./second.db");
        assertThat(cli.run("work", "--exec", "mail=exit 0", "--until-empty").err())
                .doesNotContain("warning");

        backend("sqlite:./first.db");
        assertThat(cli.run("stats").err()).isEmpty();
        String warning = "warning: The tasks of sqlite:" + folder.resolve("first.db") + " were moved to sqlite:"
                + folder.resolve("second.db") + " by run " + run + ", which ended at ";
        assertThat(cli.run("work", "--exec", "none=exit 0", "--until-empty", "--backend", "sqlite:first.db")
                        .err())
                .contains(warning);
        assertThat(cli.run("work", "--exec", "mail=exit 0", "--until-empty").err())
                .contains(
                        warning,
                        "taskport migrate sqlite:" + folder.resolve("second.db") + " --to sqlite:"
                                + folder.resolve("first.db") + " --on-conflict replace\n");
    }

    @Test
    void who_moved_the_tasks_back_is_not_warned() throws IOException {
        cli.run("migrate", "first.db", "--to", "sqlite:second.db");
        backend("sqlite:./second.db");
        cli.run("work", "--exec", "mail=exit 0", "--until-empty");
        Cli.Result back = cli.run("migrate", "second.db", "--to", "sqlite:first.db", "--on-conflict", "replace");
        assertThat(back.code()).as(back.err()).isZero();

        backend("sqlite:./first.db");
        assertThat(cli.run("work", "--exec", "mail=exit 0", "--until-empty").err())
                .doesNotContain("warning");
        assertThat(cli.json("stats").get("byStatus").get("COMPLETED").asInt()).isEqualTo(2);
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
    void doctor_blames_nobody_for_a_store_that_is_named_for_once() {
        cli.run("enqueue", "mail", "--backend", "sqlite:once.db");
        Cli.Result result = cli.run("doctor", "--backend", "sqlite:once.db");
        assertThat(result.code()).as(result.out()).isZero();
        assertThat(result.out()).contains("ok  used         this store is named for this once");
    }

    @Test
    void doctor_shows_the_configured_against_the_used_store() throws IOException {
        assertThat(cli.run("doctor").out()).contains("ok  used");
        backend("sqlite:./second.db");
        Cli.Result result = cli.run("doctor");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out())
                .contains("BAD used         this folder used sqlite:" + folder.resolve("first.db")
                        + " last, and the configuration names another store; 2 tasks wait there. Three ways on:"
                        + System.lineSeparator() + "  taskport migrate sqlite:")
                .contains("  --start-empty   leaves", "not in this version yet");

        cli.run("migrate", "first.db", "--to", "sqlite:elsewhere.db", "--backend", "sqlite:elsewhere.db");
        backend("sqlite:./elsewhere.db");
        assertThat(cli.run("doctor").out())
                .contains("the configuration names another store; no work waits there")
                .doesNotContain("ways on");
        backend("memory:");
        assertThat(cli.run("doctor").out()).contains("2 tasks wait there").doesNotContain("ways on");
    }

    @Test
    void who_migrates_into_the_configured_store_has_used_it() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Cli there = new Cli(other);
        there.run("migrate", "../first.db", "--to", "sqlite:taskport.db");
        Files.writeString(other.resolve("taskport.yaml"), "backend: sqlite:./second.db\n");
        assertThat(there.run("stats").err()).contains("but 2 tasks wait in sqlite:" + other.resolve("taskport.db"));
    }

    @Test
    void a_migration_from_elsewhere_does_not_make_the_old_store_forgotten() throws IOException {
        cli.run("enqueue", "print", "--backend", "sqlite:elsewhere.db");
        backend("sqlite:./second.db");
        assertThat(cli.run("migrate", "elsewhere.db", "--to", "sqlite:second.db")
                        .code())
                .isZero();
        assertThat(cli.run("stats").err()).contains("but 2 tasks wait in sqlite:" + folder.resolve("first.db"));
    }

    @Test
    void who_worked_on_a_store_has_used_it() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Cli there = new Cli(other);
        there.run("enqueue", "mail", "--backend", "sqlite:taskport.db");
        there.run("work", "--exec", "print=true", "--until-empty");
        Files.writeString(other.resolve("taskport.yaml"), "backend: sqlite:./second.db\n");
        assertThat(there.run("stats").err()).contains("but 1 task waits in sqlite:" + other.resolve("taskport.db"));
    }

    @Test
    void a_folder_that_is_renamed_or_copied_keeps_its_store(@TempDir Path elsewhere) throws IOException {
        Path copy = elsewhere.resolve("copy");
        copy(folder, copy);
        assertThat(new Cli(copy).json("stats").get("total").asInt()).isEqualTo(2);

        Path renamed = Files.move(copy, elsewhere.resolve("renamed"));
        assertThat(new Cli(renamed).run("enqueue", "mail").code()).isZero();
        Files.writeString(renamed.resolve("taskport.yaml"), "backend: sqlite:./second.db\n");
        assertThat(new Cli(renamed).run("stats").err())
                .contains("but 3 tasks wait in sqlite:" + renamed.resolve("first.db"));
    }

    @Test
    void an_absolute_entry_of_before_is_read_and_then_remembered_from_here() throws IOException {
        Path entry = folder.resolve(".taskport").resolve("last-backend");
        Files.writeString(entry, "sqlite:" + folder.resolve("first.db") + "\n");
        assertThat(cli.run("enqueue", "mail").code()).isZero();
        assertThat(entry).hasContent("sqlite:first.db");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need rights there")
    void the_same_store_by_another_spelling_is_no_change() throws IOException {
        Files.createSymbolicLink(folder.resolve("link.db"), folder.resolve("first.db"));
        backend("sqlite:./link.db");
        assertThat(cli.run("stats").code()).isZero();
        assertThat(cli.run("doctor").out()).contains("ok  used");
        Cli.Result moved = cli.run("migrate", "first.db", "--to", "sqlite:link.db");
        assertThat(moved.err()).contains("Source and target are the same store");
        assertThat(moved.code()).isEqualTo(2);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path one : all.toList()) {
                Files.copy(one, to.resolve(from.relativize(one).toString()));
            }
        }
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
