package dev.taskport.app.demo;

import dev.taskport.app.Main;
import dev.taskport.app.config.Durations;
import dev.taskport.app.config.Key;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A worker in a process of its own, {@code taskport work}, that will not live to end its tasks. */
final class DoomedWorker implements AutoCloseable {

    private static final int CONCURRENCY = 4;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final List<String> NATIVE_LIBRARY = List.of("org.sqlite.lib.path", "org.sqlite.lib.name");

    private final Process process;
    private List<ProcessHandle> commands = List.of();

    private DoomedWorker(Process process) {
        this.process = process;
    }

    static DoomedWorker start(DemoFolder folder, List<TaskType> types) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(folder, types));
        builder.directory(folder.path().toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith(Key.ENVIRONMENT_PREFIX));
        builder.redirectErrorStream(true)
                .redirectOutput(folder.path().resolve("killed-worker.log").toFile());
        return new DoomedWorker(builder.start());
    }

    /** What it holds, once it has all hands full. */
    List<Task> awaitTasks(Supplier<List<Task>> leased) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        List<Task> held = leased.get();
        while (held.size() < CONCURRENCY) {
            if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                throw new DemoFailed(
                        "the worker process lives until it is killed; it ended with " + process.exitValue());
            }
            if (System.nanoTime() > end) {
                throw new DemoFailed("the worker process takes tasks");
            }
            held = leased.get();
        }
        commands = process.descendants().toList();
        return held;
    }

    long pid() {
        return process.pid();
    }

    /** As {@code kill -9}: it cannot notice, clean up or say goodbye. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Its commands, which only waste time, are not left behind. */
    @Override
    public void close() {
        process.destroyForcibly();
        commands.forEach(ProcessHandle::destroyForcibly);
    }

    private static List<String> command(DemoFolder folder, List<TaskType> types) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String property : NATIVE_LIBRARY) {
            String value = System.getProperty(property);
            if (value != null) {
                words.add("-D" + property + "=" + value);
            }
        }
        // A killed process leaves its unpacked library behind; here that is a folder of the demo.
        words.add("-Dorg.sqlite.tmpdir=" + folder.path());
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        words.addAll(List.of("work", "--backend", folder.first().scheme() + ":" + folder.firstFile()));
        words.addAll(List.of("--name", "doomed", "--concurrency", Integer.toString(CONCURRENCY)));
        words.addAll(List.of("--lease", Durations.format(Shift.LEASE)));
        types.forEach(type -> words.addAll(List.of("--exec", type + "=" + longCommand())));
        return words;
    }

    private static String longCommand() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows")
                ? "ping -n 60 127.0.0.1"
                : "sleep 60";
    }
}
