package dev.taskport.app.campaign;

import dev.taskport.app.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A worker in a process of its own, as an operator starts it: {@code taskport work --exec x=true}. */
final class WorkerProcess implements AutoCloseable {

    private final Process process;

    private WorkerProcess(Process process) {
        this.process = process;
    }

    /** Starts one; what it says on standard error is kept in a file of its own. */
    static WorkerProcess start(Path folder, String backend, String name, int concurrency) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                // A killed process leaves its unpacked library behind; here that is a folder that goes with the test.
                "-Dorg.sqlite.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "work",
                "--backend",
                backend,
                "--exec",
                "x=true",
                "--concurrency",
                Integer.toString(concurrency),
                "--lease",
                "5s",
                "--name",
                name));
        builder.directory(folder.toFile());
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.redirectError(
                ProcessBuilder.Redirect.appendTo(folder.resolve(name + ".err").toFile()));
        return new WorkerProcess(builder.start());
    }

    /** As {@code kill -9}: it cannot notice, clean up or say goodbye. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** What all workers of the folder said on standard error. */
    static String said(Path folder) throws IOException {
        StringBuilder said = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".err")).toList()) {
                said.append(Files.readString(file));
            }
        }
        return said.toString();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
