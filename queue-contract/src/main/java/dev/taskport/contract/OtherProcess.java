package dev.taskport.contract;

import dev.taskport.domain.TaskId;
import dev.taskport.port.BackendAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The handle of a {@link ContractProcess}. */
final class OtherProcess implements AutoCloseable {

    private final Process process;
    /** Its own, because what libraries unpack stays behind when a process is killed. */
    private final Path temporary;

    private final BufferedReader said;
    private final List<String> lines = new ArrayList<>();

    private OtherProcess(Process process, Path temporary) {
        this.process = process;
        this.temporary = temporary;
        this.said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts it on the store of the bench, at the bench's time. */
    static OtherProcess start(Bench bench, String name, String command) {
        BackendAddress address = bench.fixture()
                .address()
                .orElseThrow(() -> new AssertionError("A backend for several processes has an address"));
        Path temporary = createTemporary();
        List<String> line = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                ContractProcess.class.getName(),
                address.scheme(),
                address.location(),
                bench.clock().instant().toString(),
                name,
                command);
        try {
            Process process = new ProcessBuilder(line)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new OtherProcess(process, temporary);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Path createTemporary() {
        try {
            return Files.createTempDirectory("taskport contract");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Waits until it has said so many lines. */
    void awaitLines(int count) throws IOException {
        while (lines.size() < count) {
            String line = said.readLine();
            if (line == null) {
                throw new AssertionError("The other process ended after it had said " + lines);
            }
            lines.add(line);
        }
    }

    /** Ends it as a power cut would: it can clean nothing up. Reads what it had still said. */
    void kill() throws IOException, InterruptedException {
        // Through its handle: killing a Process also closes what it has said and was not read yet.
        process.toHandle().destroyForcibly();
        awaitEnd();
    }

    /** Waits for its end; answers its exit code. */
    int awaitEnd() throws IOException, InterruptedException {
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            lines.add(line);
        }
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("The other process has not ended for a minute");
        }
        return process.exitValue();
    }

    /** The tasks of which it said so. */
    List<TaskId> tasks(String what) {
        return lines.stream()
                // The last line of a killed process may be cut off.
                .filter(line -> line.matches(what + " [0-9A-Z]{13}"))
                .map(line -> TaskId.parse(line.substring(what.length() + 1)))
                .toList();
    }

    @Override
    public void close() {
        // Until it has ended, some systems let nobody remove what it has open.
        process.destroyForcibly().onExit().join();
        try (Stream<Path> files = Files.walk(temporary)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
