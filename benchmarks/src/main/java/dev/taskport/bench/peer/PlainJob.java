package dev.taskport.bench.peer;

import dev.taskport.bench.Contestant;
import dev.taskport.bench.Load;
import dev.taskport.bench.Measured;
import dev.taskport.bench.Phase;
import dev.taskport.bench.child.Child;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** plainjob on SQLite, in Node: what it does is written in {@code plainjob.mjs}. It has no priorities. */
public final class PlainJob implements Contestant {

    private static final Set<Phase> PHASES = EnumSet.of(Phase.ENQUEUE_SINGLE, Phase.ENQUEUE_BULK, Phase.DRAIN);
    private static final List<String> FILES = List.of("plainjob.mjs", "package.json");

    @Override
    public String name() {
        return "plainjob, SQLite NORMAL";
    }

    @Override
    public String settings() {
        return "Node with better-sqlite3, one worker, poll 10 ms, no priorities; it sets WAL and synchronous=NORMAL itself";
    }

    @Override
    public boolean takesPart(Phase phase) {
        return PHASES.contains(phase);
    }

    @Override
    public Measured run(Phase phase, Load load, Path folder) {
        throw new UnsupportedOperationException("It runs in a process of its own, in Node");
    }

    /**
     * Starts it, after npm has installed it where it is not yet.
     *
     * @param npm the folder where it is installed; nothing is installed anywhere else
     * @throws IOException if there is no Node, or npm fails
     */
    public static Child start(Path npm, Path log) throws IOException {
        Files.createDirectories(npm);
        for (String file : FILES) {
            try (InputStream content = PlainJob.class.getResourceAsStream(file)) {
                if (content == null) {
                    throw new IllegalStateException("The resource " + file + " is missing.");
                }
                Files.copy(content, npm.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (!installed(npm)) {
            install(npm, log.toFile());
        }
        return Child.program(List.of("node", npm.resolve(FILES.get(0)).toString()), log);
    }

    /** Whether it need not be installed any more. */
    public static boolean installed(Path npm) {
        return Files.exists(npm.resolve("node_modules").resolve("plainjob"))
                && Files.exists(npm.resolve("node_modules").resolve("better-sqlite3"));
    }

    private static void install(Path npm, File log) throws IOException {
        Process process = new ProcessBuilder("npm", "install", "--no-audit", "--no-fund")
                .directory(npm.toFile())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .redirectError(ProcessBuilder.Redirect.appendTo(log))
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException("npm could not install plainjob; see " + log);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while npm installed plainjob", e);
        }
    }
}
