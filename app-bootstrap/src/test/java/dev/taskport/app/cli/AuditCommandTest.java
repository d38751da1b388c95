package dev.taskport.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taskport.engine.Backends;
import dev.taskport.migration.audit.QueueFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {

    private static final String BROKEN = "[]";

    @TempDir
    Path folder;

    @Test
    void the_command_that_is_proposed_migrates_the_queue() throws IOException {
        legacyFile("my projects/task-queue.json");
        String command = audit().get("items").get(0).get("command").asText();
        assertThat(command)
                .isEqualTo("taskport migrate '" + folder.toRealPath().resolve("my projects/task-queue.json")
                        + "' --to sqlite:" + folder.resolve("taskport.db"));

        String[] words = command.split(" '|' | ", -1);
        JsonNode done = new Cli(folder)
                .json(
                        "migrate",
                        folder.resolve("my projects/task-queue.json").toString(),
                        "--to",
                        words[words.length - 1]);
        assertThat(done.get("verified").asBoolean()).isTrue();
    }

    @Test
    void people_are_told_what_is_there_how_old_it_is_and_who_may_be_writing() throws IOException {
        Path file = legacyFile("a/task-queue.json");
        legacyFile("b/TASK-QUEUE.json");
        Files.writeString(Files.createDirectory(folder.resolve("c")).resolve("task_queue.json"), BROKEN);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(3))));
        Files.setLastModifiedTime(
                Files.writeString(folder.resolve("a/task-queue.json.lock"), ""),
                FileTime.from(Instant.now().minus(Duration.ofDays(3))));

        String said = new Cli(folder).run("audit", ".").out();

        assertThat(said)
                .startsWith(
                        "2 queues under " + folder.toRealPath() + ", and 1 file that is none; 8 files and folders were")
                .contains("meridian-json, 60 tasks (26 QUEUED, 2 BLOCKED, 6 HELD, 24 COMPLETED, 1 DEAD, 1 CANCELLED)")
                .contains("the file was written 3 d ago")
                .contains(
                        "whether its writer is alive is unclear (the file was written 3 d ago; task-queue.json.lock, changed"
                                + " 3 d ago, is a lock file, held or left behind): look before you migrate")
                .contains(
                        "its writer seems alive (the file was written ", "no lock file lies beside it): stop it before")
                .contains("note: Times without a zone")
                .contains("the same bytes as " + folder.toRealPath().resolve("a/task-queue.json")
                        + ": migrate one of them")
                .contains("not recognised: " + folder.toRealPath().resolve("c/task_queue.json")
                        + " holds a bare array of 0 elements");
    }

    @Test
    void a_memory_is_no_place_to_migrate_to() throws IOException {
        legacyFile("task-queue.json");
        JsonNode audited = new Cli(folder).json("audit", ".", "--backend", "memory:");
        assertThat(audited.get("items").get(0).get("command").asText()).endsWith(" --to sqlite:./taskport.db");
    }

    @Test
    void what_was_not_looked_at_is_said() throws IOException {
        legacyFile("a/b/c/task-queue.json");
        Files.createDirectory(folder.resolve("archive"));
        String said = new Cli(folder).run("audit", ".", "--depth", "2").out();
        assertThat(said)
                .contains("0 queues under", "not all: folders below 2 levels were not looked into.")
                .contains("passed by: " + folder.toRealPath().resolve("archive"));
        assertThat(new Cli(folder)
                        .json("audit", ".", "--depth", "2")
                        .get("complete")
                        .asBoolean())
                .isFalse();
    }

    /** The audit asks the backend by what its files are recognised; that must be what the backend finds in a folder. */
    @Test
    void what_is_found_by_name_is_found_so_by_its_backend_too_and_known_again_when_it_was_worked_on()
            throws IOException {
        for (String name :
                Backends.fileSigns(QueueFormat.MERIDIAN_JSON.scheme()).names()) {
            for (String spelled : List.of(name, name.toUpperCase(Locale.ROOT))) {
                Path home = Files.createTempDirectory(folder, "project");
                legacyFile(folder.relativize(home) + "/" + spelled);
                Cli cli = new Cli(folder);
                String named = folder.relativize(home).toString();
                assertThat(cli.json("stats", "--backend", "json:" + named)
                                .get("total")
                                .asInt())
                        .as(spelled)
                        .isEqualTo(60);
                cli.run("enqueue", "mail", "--backend", "json:" + named);
                assertThat(cli.run("audit", named).out())
                        .contains("1 queue under", "belongs to Taskport: the file is a store of its own");
            }
        }
    }

    @Test
    void a_folder_that_is_not_there_is_said() {
        Cli.Result missing = new Cli(folder).run("audit", "missing");
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.err())
                .isEqualTo("error: There is no folder " + folder.resolve("missing")
                        + ". Nothing was looked at. Check the path.\n");
    }

    private JsonNode audit() {
        return new Cli(folder).json("audit", ".");
    }

    private Path legacyFile(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (InputStream shipped = Objects.requireNonNull(
                AuditCommandTest.class.getResourceAsStream("/dev/taskport/app/demo/task-queue.json"))) {
            Files.copy(shipped, file);
        }
        return file;
    }
}
