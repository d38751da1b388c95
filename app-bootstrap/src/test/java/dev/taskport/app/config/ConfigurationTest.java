package dev.taskport.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskport.domain.Ageing;
import dev.taskport.domain.Lease;
import dev.taskport.domain.Retention;
import dev.taskport.domain.RetryPolicy;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.TaskportException;
import dev.taskport.domain.Workspace;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {

    @TempDir
    Path folder;

    @Test
    void a_backend_alone_is_complete_and_everything_else_is_the_default() {
        Configuration configuration = Configuration.of("sqlite:tasks.db");

        assertThat(configuration.backend()).isEqualTo(BackendAddress.parse("sqlite:tasks.db"));
        assertThat(configuration.workspace()).isEqualTo(Workspace.DEFAULT);
        assertThat(configuration.store().strategies()).isEqualTo(BackendProfile.STRATEGIES_DEFAULT);
        assertThat(configuration.store().ageing()).isEqualTo(Ageing.DEFAULT);
        assertThat(configuration.worker().lease()).isEqualTo(Lease.DEFAULT);
        assertThat(configuration.worker().strategy()).isEqualTo(SchedulingStrategy.PRIORITY);
        assertThat(configuration.retry()).isEqualTo(RetryPolicy.DEFAULT);
        assertThat(configuration.retention()).isEqualTo(Retention.DEFAULT);
        assertThat(configuration.backendOptions().payloadBytesMax()).isEqualTo(256 * 1024);
        assertThat(configuration.backendOptions().values())
                .containsOnly(Map.entry("durability", "full"), Map.entry("readers", "4"));
    }

    @Test
    void every_key_of_the_file_reaches_its_place() throws IOException {
        Configuration configuration = configured("""
                backend: sqlite:./queue.db
                workspace: letters
                strategies: [FIFO, weighted-random]
                ageing.step: 2m
                payload: {max: 1MiB}
                sqlite:
                  durability: normal
                  readers: 2
                worker:
                  concurrency: 16
                  strategy: fifo
                  lease: 10s
                  shutdown-grace: 1m
                  snooze: 3s
                retry: {first: 2s, factor: 3, cap: 1h, jitter: 0}
                retention: {completed: 1d, cancelled: 2d, dead: 3d, imported: 4d}
                backup.folder: saved
                log.level: INFO
                """);

        assertThat(configuration.backend()).isEqualTo(BackendAddress.parse("sqlite:" + folder.resolve("queue.db")));
        assertThat(configuration.workspace()).isEqualTo(new Workspace("letters"));
        assertThat(configuration.store().strategies())
                .isEqualTo(Set.of(SchedulingStrategy.FIFO, SchedulingStrategy.WEIGHTED_RANDOM));
        assertThat(configuration.store().ageing()).isEqualTo(new Ageing(Duration.ofMinutes(2)));
        assertThat(configuration.store().payloadBytesMax()).isEqualTo(1024 * 1024);
        assertThat(configuration.backendOptions().values()).isEqualTo(Map.of("durability", "normal", "readers", "2"));
        assertThat(configuration.worker())
                .isEqualTo(new Configuration.Worker(
                        16,
                        SchedulingStrategy.FIFO,
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(3)));
        assertThat(configuration.retry()).isEqualTo(new RetryPolicy(Duration.ofSeconds(2), 3, Duration.ofHours(1), 0));
        assertThat(configuration.retention())
                .isEqualTo(
                        new Retention(Duration.ofDays(1), Duration.ofDays(2), Duration.ofDays(3), Duration.ofDays(4)));
        assertThat(configuration.backupFolder()).isEqualTo(folder.resolve("saved"));
        assertThat(configuration.logLevel()).isEqualTo("info");
        assertThat(configuration.folder()).isEqualTo(folder);
    }

    /** The test above names every key; a new key must be added to it. */
    @Test
    void no_key_is_missing_from_the_full_mapping() {
        assertThat(Keys.all()).hasSize(22);
        assertThat(Keys.all()).allSatisfy(key -> assertThat(key.meaning()).endsWith("."));
    }

    @Test
    void the_command_line_wins_over_the_environment_and_that_over_the_file() throws IOException {
        Path file = Files.writeString(
                folder.resolve("taskport.yaml"), "worker.concurrency: 1\nworkspace: file\nlog.level: info\n");
        Settings settings = Settings.of(
                file,
                folder,
                ConfigurationFile.read(file),
                Map.of("TASKPORT_WORKER_CONCURRENCY", "2", "TASKPORT_WORKSPACE", "environment", "PATH", "/bin"),
                Map.of("workspace", "line"));

        assertThat(settings.read(Keys.WORKSPACE)).isEqualTo(new Workspace("line"));
        assertThat(settings.read(Keys.WORKER_CONCURRENCY)).isEqualTo(2);
        assertThat(settings.read(Keys.LOG_LEVEL)).isEqualTo("info");
        assertThat(settings.of(Keys.WORKSPACE).origin()).isEqualTo("--workspace");
        assertThat(settings.of(Keys.WORKER_CONCURRENCY).origin()).isEqualTo("environment TASKPORT_WORKER_CONCURRENCY");
        assertThat(settings.of(Keys.LOG_LEVEL).origin()).isEqualTo(file.toString());
        assertThat(settings.of(Keys.BACKEND).isDefault()).isTrue();
    }

    @Test
    void relative_paths_of_a_file_count_from_its_folder_and_others_from_the_working_directory() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path file = Files.writeString(elsewhere.resolve("taskport.yaml"), "backend: sqlite:a.db\n");

        Configuration ofFile =
                Configuration.of(Settings.of(file, folder, ConfigurationFile.read(file), Map.of(), Map.of()));
        Configuration ofLine = Configuration.of(
                Settings.of(file, folder, ConfigurationFile.read(file), Map.of(), Map.of("backend", "sqlite:b.db")));

        assertThat(ofFile.backend().location())
                .isEqualTo(elsewhere.resolve("a.db").toString());
        assertThat(ofLine.backend().location()).isEqualTo(folder.resolve("b.db").toString());
    }

    @Test
    void an_unknown_key_names_the_nearest_one() throws IOException {
        Path file = Files.writeString(folder.resolve("taskport.yaml"), "worker:\n  leese: 10s\n");
        assertThatThrownBy(() -> Configuration.load(file))
                .hasMessage(file + ": the key worker.leese is unknown. Did you mean worker.lease? Nothing was started."
                        + " \"taskport config show\" lists every key.");
    }

    @Test
    void an_unknown_variable_of_the_environment_names_the_nearest_one() {
        assertThatThrownBy(() -> Settings.of(null, folder, Map.of(), Map.of("TASKPORT_BACKND", "memory:"), Map.of()))
                .hasMessage("The environment variable TASKPORT_BACKND is unknown. Did you mean TASKPORT_BACKEND?"
                        + " Nothing was started. \"taskport config show\" lists every key.");
    }

    @Test
    void a_wrong_value_names_its_origin_key_and_range() throws IOException {
        assertRefused("worker.lease: 1s", "worker.lease. The lease of PT1S is not between 5 s and 1 day.");
        assertRefused("worker.lease: soon", "worker.lease. \"soon\" is not a duration.");
        assertRefused("worker.concurrency: 0", "worker.concurrency. \"0\" is not a number between 1 and 10000.");
        assertRefused(
                "worker.concurrency: 1.5", "worker.concurrency. \"1.5\" is not a whole number between 1 and 10000.");
        assertRefused("strategies: PRIO", "strategies. \"PRIO\" is not one of FIFO, LIFO, PRIORITY");
        assertRefused("payload.max: 9MiB", "payload.max. \"9MiB\" is not between 1 B and 8 MiB.");
        assertRefused("sqlite.durability: maybe", "sqlite.durability. \"maybe\" is not one of full, normal.");
        assertRefused("backend: here", "backend. \"here\" is not a backend address.");
        assertRefused("backup.folder:", "backup.folder. It is empty.");
        assertRefused("retry.first: 1h", "The retry policy's first wait PT1H is out of range");
    }

    @Test
    void a_file_that_cannot_be_used_says_why() throws IOException {
        Path missing = folder.resolve("missing.yaml");
        assertThatThrownBy(() -> Configuration.load(missing))
                .hasMessage(
                        "The configuration file " + missing
                                + " cannot be used: there is no such file. Nothing was started. Correct it, or choose another with --config.");
        assertThatThrownBy(() -> Configuration.load(folder)).hasMessageContaining("it is a folder");
        assertUnusable("- a\n- b\n", "it does not begin with a key, such as backend: sqlite:./taskport.db");
        assertUnusable("backend: [", "it is not valid YAML");
        assertUnusable(
                "backend: memory:\nbackend: memory:\n", "it is not valid YAML: line 2: Duplicate field 'backend'");
        assertUnusable("\0", "it is not valid YAML");
    }

    @Test
    void an_empty_file_says_nothing_and_that_is_fine() throws IOException {
        assertThat(configured("").backend()).isEqualTo(BackendAddress.parse("sqlite:" + folder.resolve("taskport.db")));
        assertThat(configured("# nothing yet\n").workspace()).isEqualTo(Workspace.DEFAULT);
    }

    @Test
    void an_address_that_ends_with_a_colon_needs_no_quotes() throws IOException {
        assertThat(configured("backend: memory:\n").backend()).isEqualTo(BackendAddress.parse("memory:"));
        assertThat(configured("backend:   memory:   # an emergency\r\nlog.level: info\r\n")
                        .backend())
                .isEqualTo(BackendAddress.parse("memory:"));
        assertThat(configured("backend: 'memory:'\n").backend()).isEqualTo(BackendAddress.parse("memory:"));
        assertThat(configured("worker:\n  lease: 10s\n").worker().lease()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void secrets_are_not_shown() {
        BackendAddress address =
                BackendAddress.parse("postgresql://ada:secret@host/db?sslmode=require&password=hidden&token=hidden");
        assertThat(Secrets.shown(address)).isEqualTo("postgresql://***@host/db?password=***&sslmode=require&token=***");
        assertThat(Secrets.shown("api.token", "hidden")).isEqualTo("***");
        assertThat(Secrets.shown("log.level", "warn")).isEqualTo("warn");
    }

    private Configuration configured(String yaml) throws IOException {
        return Configuration.load(Files.writeString(folder.resolve("taskport.yaml"), yaml));
    }

    private void assertRefused(String yaml, String expected) throws IOException {
        Path file = Files.writeString(folder.resolve("taskport.yaml"), yaml + "\n");
        assertThatThrownBy(() -> Configuration.load(file))
                .isInstanceOf(TaskportException.class)
                .hasMessageContaining(expected);
    }

    private void assertUnusable(String yaml, String expected) throws IOException {
        Path file = Files.writeString(folder.resolve("taskport.yaml"), yaml);
        assertThatThrownBy(() -> Configuration.load(file))
                .isInstanceOf(TaskportException.class)
                .hasMessageContaining(expected);
    }
}
