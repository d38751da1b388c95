package dev.taskport.adapter.jsonlegacy;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real process is killed while it writes, again and again, and the old program reads the file all the while. */
class KillTest {

    private static final int KILLS = Boolean.getBoolean("taskport.long") ? 50 : 4;

    @TempDir
    Path folder;

    private final Random random = new Random(11);
    private final List<String> acknowledged = new ArrayList<>();
    private long looks;
    private int folded;

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void a_reader_never_sees_a_torn_file_and_nothing_acknowledged_is_lost() throws Exception {
        Path file = folder.resolve("task-queue.json");
        for (int kill = 0; kill < KILLS; kill++) {
            // From folding at each write to never folding before the end.
            long limit = List.of(1L, 3_000L, 20_000L, 10_000_000L).get(kill % 4);
            killOne(file, 1_000_000L * (kill + 1), limit);
            assertNothingLost(file);
        }
        System.out.println("figure: " + KILLS + " kills, " + looks + " looks at the file while it was written, "
                + folded + " different contents, " + acknowledged.size() + " acknowledgements");
        assertThat(looks).isGreaterThan(KILLS);
    }

    private void killOne(Path file, long firstId, long limit) throws Exception {
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
            byte[] last = {};
            for (int i = 0; i < lines; i++) {
                String line = said.readLine();
                assertThat(line).as("the process ended by itself").isNotNull();
                acknowledged.add(line);
                last = look(file, last);
            }
            process.toHandle().destroyForcibly();
            look(file, last);
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                acknowledged.add(line);
            }
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        look(file, new byte[0]);
    }

    private byte[] look(Path file, byte[] last) throws IOException {
        byte[] seen = Files.readAllBytes(file);
        looks++;
        if (!java.util.Arrays.equals(seen, last)) {
            folded++;
            assertThat(LegacyShape.faults(seen)).isEmpty();
        }
        return seen;
    }

    private void assertNothingLost(Path file) throws IOException {
        BackendAddress address = new BackendAddress("json", file.toString(), Map.of());
        try (PersistenceBackend backend =
                new JsonLegacyBackendProvider().open(address, BackendOptions.defaults(), OpenMode.MUST_EXIST)) {
            assertThat(LegacyShape.faults(Files.readAllBytes(file))).isEmpty();
            assertThat(backend.care().check()).allMatch(Check::ok);
            assertThat(backend.care().check()).extracting(Check::name).noneMatch(name -> name.startsWith("note"));
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
        } catch (NoSuchFileException e) {
            throw new AssertionError("There is no file", e);
        }
    }
}
