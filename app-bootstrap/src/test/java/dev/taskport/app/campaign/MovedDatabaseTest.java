package dev.taskport.app.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taskport.app.cli.Cli;
import dev.taskport.domain.Capabilities;
import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.Outcome;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.Settlement;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.WorkerId;
import dev.taskport.domain.Workspace;
import dev.taskport.engine.Backends;
import dev.taskport.engine.Taskport;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendCare;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.BackendProvider.OpenMode;
import dev.taskport.port.ClaimRequest;
import dev.taskport.port.EnqueueAnswer;
import dev.taskport.port.LogAppend;
import dev.taskport.port.LogLevel;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.RecordKey;
import dev.taskport.port.RecordWrite;
import dev.taskport.port.TaskQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Moves between real SQLite files, by the command line, also by one that is killed in the middle of it. */
class MovedDatabaseTest {

    private static final int TASKS = Boolean.getBoolean("taskport.long") ? 100_000 : 5_000;
    private static final int ENQUEUED_AT_ONCE = 1_000;

    /** How far a migration is when it is killed: as soon as its journal holds so many lines of a kind. */
    private enum Moment {
        BEGUN("started", 1),
        BACKED_UP("backed-up", 1),
        COPYING("copied", 1),
        WELL_ON_THE_WAY("copied", 3);

        private final String event;
        private final int times;

        Moment(String event, int times) {
            this.event = event;
            this.times = times;
        }
    }

    @TempDir
    Path folder;

    private Path from;
    private Cli cli;

    @BeforeEach
    void folders() throws IOException {
        from = Files.createDirectory(folder.resolve("from"));
        cli = new Cli(folder);
    }

    @Test
    void a_store_arrives_in_another_file_with_equal_digests_and_stays_as_it_was() throws IOException {
        int tasks = fill(2_000);
        Map<String, String> before = contents(from);

        JsonNode report = migrate();

        assertThat(report.get("migrated").asInt()).isEqualTo(tasks);
        assertThat(report.get("verified").asBoolean()).isTrue();
        JsonNode verified = cli.json("verify", "sqlite:from/a.db", "sqlite:b.db");
        assertThat(verified.get("equal").asBoolean()).as(verified.toString()).isTrue();
        assertThat(verified.get("left").asInt()).isEqualTo(tasks);
        assertThat(contents(from)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void a_migration_that_is_killed_is_finished_by_repeating_the_command(Moment moment) throws Exception {
        int tasks = fill(TASKS);
        Map<String, String> before = contents(from);
        try (CommandProcess migration =
                CommandProcess.start(folder, "migration", "migrate", "sqlite:from/a.db", "--to", "sqlite:b.db")) {
            await().atMost(Duration.ofMinutes(2))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> reached(moment) || !migration.alive());
            migration.kill();
            assertThat(migration.exitCode()).as("killed, not ended").isEqualTo(137);
        }
        assertThat(contents(from)).containsAllEntriesOf(before);

        JsonNode report = migrate();

        assertThat(report.get("migrated").asInt()).isEqualTo(tasks);
        assertThat(report.get("skipped").asInt()).isZero();
        assertThat(report.get("verified").asBoolean()).isTrue();
        assertThat(runs()).as("the same run").hasSize(1);
        assertThat(cli.json("verify", "sqlite:from/a.db", "sqlite:b.db")
                        .get("equal")
                        .asBoolean())
                .isTrue();
        try (PersistenceBackend target = open("b.db", OpenMode.READ_ONLY)) {
            assertThat(target.care().check()).allMatch(BackendCare.Check::ok);
        }
        assertThat(contents(from)).isEqualTo(before);
    }

    @Test
    void a_backup_can_be_read_where_it_lies_and_is_not_touched_by_that() throws IOException {
        int tasks = fill(500);
        try (PersistenceBackend store = open("from/a.db", OpenMode.MUST_EXIST)) {
            store.care().backup(Files.createDirectory(folder.resolve("backups")).resolve("a.backup"));
        }
        Map<String, String> before = contents(folder.resolve("backups"));
        try (PersistenceBackend backup = open("backups/a.backup", OpenMode.READ_ONLY)) {
            assertThat(backup.inspection().list(TaskQuery.all(Workspace.DEFAULT)))
                    .isNotEmpty();
            assertThat(backup.inspection().stats(Workspace.DEFAULT).total()).isEqualTo(tasks);
        }
        assertThat(cli.json("verify", "sqlite:from/a.db", "sqlite:backups/a.backup")
                        .get("equal")
                        .asBoolean())
                .isTrue();
        assertThat(contents(folder.resolve("backups"))).isEqualTo(before);
    }

    @Test
    void a_dry_run_changes_and_creates_nothing() throws IOException {
        int tasks = fill(500);
        Map<String, String> before = contents(folder);
        JsonNode report = cli.json("migrate", "sqlite:from/a.db", "--to", "sqlite:b.db", "--dry-run");
        assertThat(report.get("source").asInt()).isEqualTo(tasks);
        assertThat(contents(folder)).isEqualTo(before);
    }

    @Test
    void a_dry_run_on_a_store_whose_program_was_killed_changes_neither_its_file_nor_its_log() throws IOException {
        int tasks = fill(500);
        Files.createDirectory(folder.resolve("killed"));
        try (Taskport running = Taskport.open("sqlite:" + from.resolve("a.db"))) {
            running.queue().enqueue(TaskDraft.of("last"));
            for (String name : List.of("a.db", "a.db-wal")) {
                Files.copy(from.resolve(name), folder.resolve("killed").resolve(name));
            }
        }
        Map<String, String> before = contents(folder.resolve("killed"));
        JsonNode report = cli.json("migrate", "sqlite:killed/a.db", "--to", "sqlite:b.db", "--dry-run");
        assertThat(report.get("source").asInt()).isEqualTo(tasks + 1);
        Map<String, String> after = contents(folder.resolve("killed"));
        after.remove("a.db-shm"); // the index of the log, which every reader needs and only the owner may remove
        assertThat(after).isEqualTo(before);
        assertThat(folder.resolve("b.db")).doesNotExist();
    }

    @Test
    void a_memory_is_refused_as_a_target_and_nothing_is_created() throws IOException {
        fill(10);
        Map<String, String> before = contents(folder);
        Cli.Result refused = cli.run("migrate", "sqlite:from/a.db", "--to", "memory:");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("memory: would end with this command", "Name a durable store");
        assertThat(contents(folder)).isEqualTo(before);
    }

    @Test
    void a_migration_whose_proof_finds_differences_ends_with_3_and_names_them() throws Exception {
        fill(10);
        cli.run("init", "--backend", "sqlite:b.db");
        try (Connection target = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("b.db"));
                Statement statement = target.createStatement()) {
            statement.execute("create trigger meddles after insert on taskport_task"
                    + " begin update taskport_task set title = 'meddled with' where id = new.id; end");
        }
        Cli.Result differs = cli.run("migrate", "sqlite:from/a.db", "--to", "sqlite:b.db", "--json");
        assertThat(differs.code()).as(differs.err()).isEqualTo(3);
        assertThat(differs.json().get("verified").asBoolean()).isFalse();
        assertThat(differs.out()).contains("title");
    }

    private JsonNode migrate() {
        return cli.json("migrate", "sqlite:from/a.db", "--to", "sqlite:b.db");
    }

    private PersistenceBackend open(String file, OpenMode mode) {
        return Backends.open(BackendAddress.parse("sqlite:" + folder.resolve(file)), BackendOptions.defaults(), mode);
    }

    private boolean reached(Moment moment) throws IOException {
        for (Path run : runs()) {
            Path journal = run.resolve("journal.jsonl");
            if (Files.exists(journal)
                    && Files.readString(journal)
                                    .lines()
                                    .filter(line -> line.contains("\"" + moment.event + "\""))
                                    .count()
                            >= moment.times) {
                return true;
            }
        }
        return false;
    }

    private List<Path> runs() throws IOException {
        Path all = folder.resolve("b.db.migrations");
        if (!Files.isDirectory(all)) {
            return List.of();
        }
        try (Stream<Path> runs = Files.list(all)) {
            return runs.filter(Files::isDirectory).toList();
        }
    }

    /** Every file below a folder with its bytes, so that nothing can be added, removed or changed unnoticed. */
    private static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(
                        folder.relativize(file).toString(), HexFormat.of().formatHex(digest(Files.readAllBytes(file))));
            }
        }
        return contents;
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** Tasks in every state, with dependencies, logs, failures, keys and records; how many. */
    private int fill(int tasks) {
        try (Taskport taskport = Taskport.open("sqlite:" + from.resolve("a.db") + "?durability=normal")) {
            List<TaskId> ids = new ArrayList<>();
            for (int done = 0; done < tasks; done += ENQUEUED_AT_ONCE) {
                ids.addAll(enqueue(taskport, Math.min(ENQUEUED_AT_ONCE, tasks - done)));
            }
            workSome(taskport, Math.min(tasks / 4, 1_000));
            taskport.queue().cancel(ids.get(ids.size() - 1));
            taskport.queue().hold(ids.get(ids.size() - 2));
            taskport.queue().enqueue(TaskDraft.of("waits").key("k").dependsOn(ids.get(ids.size() - 2)));
            taskport.backend()
                    .records()
                    .write(List.of(new RecordWrite.Put(
                            new RecordKey(Workspace.DEFAULT, "notes", "a/b"), JsonText.of("{\"x\": 1}"), null, null)));
            return tasks + 1;
        }
    }

    private static List<TaskId> enqueue(Taskport taskport, int tasks) {
        List<TaskDraft> drafts = IntStream.range(0, tasks)
                .mapToObj(i -> TaskDraft.of("t" + i % 3)
                        .payload("{\"n\": " + i + ", \"text\": \"✅\"}")
                        .title("Title " + i)
                        .tags("x"))
                .toList();
        return taskport.queue().enqueue(drafts).stream().map(EnqueueAnswer::id).toList();
    }

    private static void workSome(Taskport taskport, int tasks) {
        List<ClaimedTask> claimed = taskport.backend()
                .leasing()
                .claim(new ClaimRequest(
                        new WorkerId("w"),
                        Workspace.DEFAULT,
                        Set.of(new TaskType("t0"), new TaskType("t1")),
                        Capabilities.NONE,
                        SchedulingStrategy.FIFO,
                        tasks,
                        Duration.ofSeconds(25)));
        taskport.backend()
                .log()
                .append(claimed.stream()
                        .map(task -> new LogAppend(task.lease(), LogLevel.INFO, "a line"))
                        .toList());
        List<Settlement> settlements = new ArrayList<>();
        for (int i = 0; i < claimed.size(); i++) {
            settlements.add(new Settlement(claimed.get(i).lease(), outcome(i)));
        }
        taskport.backend().leasing().settle(settlements);
    }

    private static Outcome outcome(int i) {
        return switch (i % 3) {
            case 0 -> new Outcome.Complete(JsonText.of("{\"ok\": true}"));
            case 1 -> new Outcome.Retry("it broke", Duration.ofDays(1));
            default -> new Outcome.Bury("hopeless");
        };
    }
}
