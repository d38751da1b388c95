package dev.taskport.app.campaign;

import dev.taskport.app.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A command of the command line in a process of its own, as an operator starts it. */
final class CommandProcess implements AutoCloseable {

    private final Process process;

    private CommandProcess(Process process) {
        this.process = process;
    }

    /** Starts one; what it says on standard error is kept in a file of that name. */
    static CommandProcess start(Path folder, String name, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                // A killed process leaves its unpacked library behind; here that is a folder that goes with the test.
                "-Dorg.sqlite.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(folder.toFile());
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.redirectError(
                ProcessBuilder.Redirect.appendTo(folder.resolve(name + ".err").toFile()));
        return new CommandProcess(builder.start());
    }

    /** A worker: {@code taskport work --exec x=true}. */
    static CommandProcess worker(Path folder, String backend, String name, int concurrency) throws IOException {
        return start(
                folder,
                name,
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
                name);
    }

    /** As {@code kill -9}: it cannot notice, clean up or say goodbye. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Waits for its end; the exit code. */
    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    /** What all processes of the folder said on standard error. */
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
