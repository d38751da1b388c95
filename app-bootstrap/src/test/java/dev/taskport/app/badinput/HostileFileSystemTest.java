package dev.taskport.app.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taskport.app.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder that takes no writes, a disk that is full, a file that another process has locked: real ones. */
class HostileFileSystemTest {

    private static final Golden GOLDEN = Golden.of("hostile-file-system.txt");
    private static final int LINES = 20_000;

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    @Test
    void a_read_only_folder() throws Exception {
        Cli cli = new Cli(folder);
        String id = cli.json("enqueue", "mail").get("id").asText();
        Files.writeString(folder.resolve("task-queue.json"), BadInputs.tasks(BadInputs.task("A", "")));
        Files.writeString(folder.resolve("taskport.yaml"), "# ours\n");
        Snapshot before = Snapshot.of(folder);

        String[] commands = {
            "enqueue mail",
            "tasks cancel " + id,
            "init",
            "export --output tasks.jsonl",
            "workspaces use letters",
            "migrate task-queue.json --to sqlite:./new.db",
            "audit ."
        };
        List<Cli.Result> results = inReadOnlyFolder(commands);

        assertThat(Snapshot.of(folder)).isEqualTo(before);
        assertGolden("a read-only folder", transcript(commands, results));
        assertThat(results.subList(0, 6))
                .allSatisfy(
                        result -> assertThat(result.err()).startsWith("error: ").doesNotContain("\tat ", "UNEXPECTED"));
        assertThat(cli.json("tasks", "show", id).get("status").asText()).isEqualTo("QUEUED");
    }

    /** A mount, or for who is not root simply the folder's rights; neither is to be had everywhere. */
    private List<Cli.Result> inReadOnlyFolder(String... commands) throws Exception {
        Optional<String> obstacle = OwnMounts.obstacle(folder);
        if (obstacle.isEmpty()) {
            return OwnMounts.readOnly(folder).run(commands);
        }
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        assumeTrue(posix, obstacle.get() + ", and this system has no rights of folders");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assumeTrue(!Files.isWritable(folder), obstacle.get() + ", and root may write everywhere");
            List<Cli.Result> results = new ArrayList<>();
            for (String command : commands) {
                results.add(new Cli(folder).run(command.split(" ", -1)));
            }
            return results;
        } finally {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void a_full_disk() throws Exception {
        Optional<String> obstacle = OwnMounts.obstacle(folder);
        assumeTrue(obstacle.isEmpty(), obstacle.orElse(""));
        Path lines = elsewhere.resolve("tasks.jsonl");
        Files.writeString(lines, ("{\"type\":\"n\",\"payload\":\"" + "x".repeat(1000) + "\"}\n").repeat(LINES));
        Files.writeString(
                elsewhere.resolve("task-queue.json"),
                BadInputs.tasks(BadInputs.task("A", ",\"n\":\"" + "x".repeat(9000) + "\"")));

        String[] commands = {
            "enqueue first",
            "enqueue --from " + lines,
            "stats --json",
            "tasks list --type first --json",
            "doctor --json",
            "migrate " + elsewhere.resolve("task-queue.json") + " --to sqlite:./new.db",
            "export --output tasks.jsonl"
        };
        List<Cli.Result> results = OwnMounts.small(folder).run(commands);

        Cli.Result refused = results.get(1);
        assertThat(refused.code()).isIn(1, 4);
        Matcher stored = Pattern.compile("Lines up to (\\d+) are stored").matcher(refused.err());
        assertThat(stored.find()).as(refused.err()).isTrue();
        JsonNode stats = results.get(2).json();
        assertThat(stats.get("byType").get("n").asInt()).isEqualTo(Integer.parseInt(stored.group(1)));
        assertThat(stats.get("total").asInt()).isLessThan(LINES);
        assertThat(results.get(3).json().get("items")).hasSize(1);
        assertThat(results.get(4).json().get("ok").asBoolean()).isTrue();
        assertThat(results.get(6).err()).contains("No space left on device", "no part of a file was left behind");
        assertThat(results).allSatisfy(result -> assertThat(result.err()).doesNotContain("\tat ", "UNEXPECTED"));
        assertThat(Files.readString(elsewhere.resolve("task-queue.json"))).contains("\"id\":\"A\"");
        assertGolden(
                "a full disk",
                Golden.said("taskport enqueue --from tasks.jsonl", refused, folder)
                        .replaceAll("[0-9]+( are stored|,? otherwise|\\.)", "<line>$1")
                        .replaceAll("Lines [0-9]+ to [0-9]+", "Lines <line> to <line>")
                        .replaceAll("from-line [0-9]+", "from-line <line>"));
    }

    @Test
    void a_migration_onto_a_full_disk() throws Exception {
        Optional<String> obstacle = OwnMounts.obstacle(folder);
        assumeTrue(obstacle.isEmpty(), obstacle.orElse(""));
        String[] tasks = IntStream.range(0, 1500)
                .mapToObj(i -> BadInputs.task("A" + i, ",\"n\":\"" + "x".repeat(900) + "\""))
                .toArray(String[]::new);
        Path queue = elsewhere.resolve("task-queue.json");
        Files.writeString(queue, BadInputs.tasks(tasks));
        byte[] before = Files.readAllBytes(queue);

        Cli.Result refused = OwnMounts.small(folder)
                .run("migrate " + queue + " --to sqlite:./new.db")
                .get(0);

        assertThat(refused.code()).as(refused.err()).isEqualTo(4);
        assertThat(refused.err())
                .contains("SQLITE_FULL", "the source is unchanged", "Make room on the disk of sqlite:" + folder)
                .contains("start the same command again: it goes on where it stopped")
                .doesNotContain("may or may not have happened", "ids and leases", "\tat ");
        assertThat(Files.readAllBytes(queue)).isEqualTo(before);
    }

    @Test
    void a_file_that_another_process_has_locked() throws Exception {
        Cli cli = new Cli(folder);
        cli.run("enqueue", "mail");
        byte[] before = Files.readAllBytes(folder.resolve("taskport.db"));
        try (LockHolder holder =
                LockHolder.start(HoldLock.class, folder.resolve("taskport.db").toString())) {
            assertThat(holder.holds()).isTrue();
            Cli.Result refused = cli.run("enqueue", "mail");
            assertThat(refused.code()).isEqualTo(4);
            assertGolden(
                    "a file that another process has locked", Golden.said("taskport enqueue mail", refused, folder));
            assertThat(cli.json("stats").get("total").asInt()).isEqualTo(1);
            assertThat(Files.readAllBytes(folder.resolve("taskport.db"))).isEqualTo(before);
        }
        assertThat(cli.run("enqueue", "mail").code()).isZero();
        assertThat(cli.json("stats").get("total").asInt()).isEqualTo(2);
    }

    @Test
    void a_JSON_queue_in_a_read_only_folder() throws Exception {
        Cli cli = new Cli(folder);
        queueWithFolder(cli);
        Snapshot before = Snapshot.of(folder);

        String[] commands = {
            "enqueue mail --backend json:task-queue.json",
            "tasks cancel A --backend json:task-queue.json",
            "work --exec c=true --until-empty --backend json:task-queue.json",
            "stats --json --backend json:task-queue.json"
        };
        List<Cli.Result> results = inReadOnlyFolder(commands);

        assertThat(Snapshot.of(folder)).isEqualTo(before);
        assertThat(results.subList(0, 3)).allSatisfy(result -> {
            assertThat(result.code()).isEqualTo(4);
            assertThat(withoutLog(result.err())).startsWith("error: ").doesNotContain("\tat ", "UNEXPECTED");
        });
        assertThat(results.get(3).json().get("total").asInt()).isEqualTo(2);
        assertGolden(
                "a JSON queue in a read-only folder", transcript(Arrays.copyOf(commands, 3), results.subList(0, 3)));
    }

    @Test
    void a_JSON_queue_on_a_full_disk() throws Exception {
        Optional<String> obstacle = OwnMounts.obstacle(folder);
        assumeTrue(obstacle.isEmpty(), obstacle.orElse(""));
        Path lines = elsewhere.resolve("tasks.jsonl");
        Files.writeString(lines, ("{\"type\":\"n\",\"payload\":\"" + "x".repeat(1000) + "\"}\n").repeat(LINES / 4));

        String on = " --backend json:task-queue.json";
        List<Cli.Result> results = OwnMounts.small(folder)
                .run(
                        "enqueue first" + on,
                        "enqueue --from " + lines + on,
                        "stats --json" + on,
                        "doctor --json" + on,
                        "tasks list --type first --json" + on);

        Cli.Result refused = results.get(1);
        assertThat(refused.code()).isIn(1, 4);
        assertThat(results).allSatisfy(result -> assertThat(result.err()).doesNotContain("\tat ", "UNEXPECTED"));
        Matcher stored = Pattern.compile("Lines up to (\\d+) are stored").matcher(refused.err());
        int acknowledged = stored.find() ? Integer.parseInt(stored.group(1)) : 0;
        assertThat(results.get(2).json().path("byType").path("n").asInt())
                .as(refused.err())
                .isEqualTo(acknowledged);
        assertThat(acknowledged).isLessThan(LINES / 4);
        assertThat(results.get(3).json().get("ok").asBoolean()).isTrue();
        assertThat(results.get(4).json().get("items")).hasSize(1);
        assertGolden(
                "a JSON queue on a full disk",
                withoutLog(Golden.said("taskport enqueue --from tasks.jsonl", refused, folder))
                        .replaceAll("[0-9]+( are stored|,? otherwise|\\.)", "<line>$1")
                        .replaceAll("Lines [0-9]+ to [0-9]+", "Lines <line> to <line>")
                        .replaceAll("from-line [0-9]+", "from-line <line>"));
    }

    @Test
    void a_JSON_queue_that_another_process_has_open() throws Exception {
        Cli cli = new Cli(folder).with("TASKPORT_BACKEND", "json:task-queue.json");
        queueWithFolder(cli);
        try (LockHolder holder = LockHolder.start(HoldStore.class, "json:" + folder.resolve("task-queue.json"))) {
            assertThat(holder.holds()).isTrue();
            byte[] before = Files.readAllBytes(folder.resolve("task-queue.json"));
            Cli.Result refused = cli.run("enqueue", "mail");
            assertThat(refused.code()).isEqualTo(4);
            assertGolden(
                    "a JSON queue that another process has open",
                    Golden.said("taskport enqueue mail", refused, folder).replaceAll("process \\d+", "process <pid>"));
            assertThat(cli.json("stats").get("total").asInt()).isEqualTo(2);
            assertThat(Files.readAllBytes(folder.resolve("task-queue.json"))).isEqualTo(before);
        }
        assertThat(cli.run("enqueue", "mail").code()).isZero();
        assertThat(cli.json("stats").get("total").asInt()).isEqualTo(3);
    }

    /** One that Taskport has worked on. */
    private void queueWithFolder(Cli cli) throws IOException {
        Files.writeString(folder.resolve("task-queue.json"), BadInputs.tasks(BadInputs.task("A", "")));
        assertThat(cli.run("enqueue", "mail", "--backend", "json:task-queue.json")
                        .code())
                .isZero();
    }

    /** Without the log, which a process of its own writes to standard error too. */
    private static String withoutLog(String text) {
        return text.replaceAll("(?m)^\\d{4}-\\d\\d-\\d\\dT\\S+ .*\\R", "");
    }

    @Test
    void every_golden_text_belongs_to_something() {
        assertThat(new TreeSet<>(GOLDEN.blocks().keySet()))
                .containsExactly(
                        "a JSON queue in a read-only folder",
                        "a JSON queue on a full disk",
                        "a JSON queue that another process has open",
                        "a file that another process has locked",
                        "a full disk",
                        "a read-only folder");
    }

    private String transcript(String[] commands, List<Cli.Result> results) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < commands.length; i++) {
            text.append(Golden.said("taskport " + commands[i], results.get(i), folder))
                    .append('\n');
        }
        return refusals(Golden.neutral(text.toString(), folder)).strip();
    }

    /** Mounts and rights refuse in words of their own. */
    private static String refusals(String text) {
        return withoutLog(text)
                .replaceAll("Read-only file system|Permission denied", "<refusal>")
                .replaceAll("\\.\\d+\\.new", ".<number>.new")
                .replaceAll("\\d+ (s|min|h|d) ago", "<time> ago")
                .replace("<folder>/", "")
                .replaceAll("(?<![.\\w])\\./", "");
    }

    private static void assertGolden(String heading, String said) throws IOException {
        if (Golden.writing()) {
            GOLDEN.write(heading, said);
            fail("Written; run again without -Dgolden=write");
        }
        assertThat(said).isEqualTo(GOLDEN.blocks().get(heading));
    }

    /** A process that keeps a store to itself until it is closed. */
    private record LockHolder(Process process) implements AutoCloseable {

        static LockHolder start(Class<?> program, String argument) throws IOException {
            return new LockHolder(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            program.getName(),
                            argument)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        }

        boolean holds() throws IOException {
            return process.getInputStream().read() == '!';
        }

        @Override
        public void close() throws IOException {
            process.getOutputStream().close();
            try {
                process.onExit().get(1, TimeUnit.MINUTES);
            } catch (ExecutionException | TimeoutException | InterruptedException e) {
                process.destroyForcibly();
                throw new AssertionError(e);
            }
        }
    }
}
