package dev.taskport.adapter.jsonlegacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.Workspace;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendCare.Check;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.BackendProvider.OpenMode;
import dev.taskport.port.PersistenceBackend;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real process is killed while it works, again and again, and the old program reads or writes the file all the while. */
class KillTest {

    private static final int KILLS = Boolean.getBoolean("taskport.long") ? 50 : 4;
    /** The old program writes once for so many acknowledgements. */
    private static final int FOREIGN_EVERY = 8;

    @TempDir
    Path folder;

    private Path file = Path.of("");
    private final Random random = new Random(11);
    private final List<String> acknowledged = new ArrayList<>();
    private int foreign;

    @BeforeEach
    void place() {
        file = folder.resolve("task-queue.json");
    }

    @Test
    @Timeout(value = 40, unit = TimeUnit.MINUTES)
    void a_reader_that_never_pauses_sees_no_torn_file_and_nothing_acknowledged_is_lost() throws Exception {
        long fewest = Long.MAX_VALUE;
        try (LoopingReader reader = new LoopingReader(file)) {
            for (int kill = 0; kill < KILLS; kill++) {
                long before = reader.looks();
                // From folding at each write to never folding before the end.
                killOne(
                        1_000_000L * (kill + 1),
                        List.of(1L, 3_000L, 20_000L, 10_000_000L).get(kill % 4),
                        () -> {});
                fewest = Math.min(fewest, reader.looks() - before);
                assertNothingLost(true);
            }
            System.out.println("figure: " + KILLS + " kills, " + reader.looks() + " looks at the file while it was"
                    + " written, at least " + fewest + " in each life, " + reader.contents()
                    + " different contents parsed, " + acknowledged.size() + " acknowledgements");
            assertThat(reader.faults()).isEmpty();
            assertThat(fewest).as("it really looked while each process worked").isGreaterThan(20);
            assertThat(reader.contents()).isGreaterThan(2L * KILLS);
        }
    }

    /** In place, as the old program does; a reader may then see its half, so that there is none here. */
    @Test
    @Timeout(value = 40, unit = TimeUnit.MINUTES)
    void what_the_old_program_writes_meanwhile_is_all_there_and_costs_nothing_acknowledged() throws Exception {
        for (int kill = 0; kill < KILLS; kill++) {
            killOne(
                    1_000_000L * (kill + 1),
                    List.of(3_000L, 20_000L, 10_000_000L).get(kill % 3),
                    () -> {
                        if (acknowledged.size() % FOREIGN_EVERY == 0) {
                            writeForeign();
                        }
                    });
            // Between two lives of Taskport the file lies open to the old program too.
            writeForeign();
            assertNothingLost(false);
        }
        System.out.println("figure: " + KILLS + " kills, " + foreign + " writings of another program in place, "
                + acknowledged.size() + " acknowledgements");
        assertThat(foreign).isGreaterThan(4 * KILLS);
    }

    /** Reads all, ends the task that it added last, adds one, writes all. */
    private void writeForeign() {
        WorkedFile old = new WorkedFile(file);
        ObjectNode root = old.read();
        if (foreign > 0) {
            WorkedFile.record(root, "foreign-" + foreign)
                    .put("status", "completed")
                    .put("completed_by", "night shift");
        }
        foreign++;
        WorkedFile.tasks(root)
                .addObject()
                .put("id", "foreign-" + foreign)
                .put("title", "Täsk of the old program")
                .put("description", "")
                .put("status", "pending_assignment")
                .put("priority", "LOW")
                .put("capability_required", "by-hand")
                .put("estimated_tokens", 1000)
                .put("created_by", "night shift")
                .put("created_at", "2025-03-03T08:15:00.120000Z")
                .putArray("tags");
        old.write(root);
    }

    private void killOne(long firstId, long limit, Runnable afterLine) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledWriter.class.getName(),
                        file.toString(),
                        Long.toString(firstId),
                        Long.toString(limit))
                .redirectError(folder.resolve("errors.txt").toFile())
                .start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            int lines = 20 + random.nextInt(60);
            for (int i = 0; i < lines; i++) {
                String line = said.readLine();
                assertThat(line).as("the process ended by itself: " + errors()).isNotNull();
                acknowledged.add(line);
                afterLine.run();
            }
            process.toHandle().destroyForcibly();
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                acknowledged.add(line);
            }
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    private String errors() throws IOException {
        return Files.readString(folder.resolve("errors.txt"));
    }

    private void assertNothingLost(boolean alone) throws IOException {
        BackendAddress address = new BackendAddress("json", file.toString(), Map.of());
        try (PersistenceBackend backend =
                new JsonLegacyBackendProvider().open(address, BackendOptions.defaults(), OpenMode.MUST_EXIST)) {
            assertThat(LegacyShape.faults(Files.readAllBytes(file))).isEmpty();
            List<Check> checks = backend.care().check();
            assertThat(checks).allMatch(Check::ok);
            assertThat(checks.stream().filter(check -> check.name().startsWith("note")))
                    .noneMatch(check -> alone || check.detail().contains("damaged"));
            for (String line : acknowledged) {
                if (line.matches("(enqueued|completed) [0-9A-Z]{13}")) {
                    Optional<Task> task = backend.inspection()
                            .find(Workspace.DEFAULT, TaskId.parse(line.substring(line.indexOf(' ') + 1)));
                    assertThat(task).as(line).isPresent();
                    assertThat(task.get().status() == TaskStatus.COMPLETED || line.startsWith("enqueued"))
                            .as(line)
                            .isTrue();
                }
            }
            for (int i = 1; i <= foreign; i++) {
                assertThat(WorkedFile.task(backend, "foreign-" + i).status())
                        .as("foreign-" + i + " of " + foreign)
                        .isEqualTo(i == foreign ? TaskStatus.QUEUED : TaskStatus.COMPLETED);
            }
        }
    }
}
