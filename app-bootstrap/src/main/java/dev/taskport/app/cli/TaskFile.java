package dev.taskport.app.cli;

import dev.taskport.domain.ErrorCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The lines that {@code enqueue --from} is given, which are read twice: to check them and to store them. A pipe can be read
 * only once, so what comes out of it is kept in a private file meanwhile.
 */
class TaskFile implements AutoCloseable {

    /** No temporary folder should be filled by a stream that never ends. */
    static final long SPOOLED_BYTES_MAX = 4L << 30;

    private final String name;
    private final Path path;
    private final @Nullable Path spool;

    TaskFile(String name, Path path, @Nullable Path spool) {
        this.name = name;
        this.path = path;
        this.spool = spool;
    }

    /** The file of that name; {@code -} is standard input. */
    static TaskFile of(Path given, Invocation run) throws IOException {
        if (given.toString().equals("-")) {
            return spooled("Standard input", run.console().in(), SPOOLED_BYTES_MAX);
        }
        Path file = run.path(given);
        if (!Files.exists(file) || Files.isRegularFile(file) || Files.isDirectory(file)) {
            return new TaskFile(file.toString(), file, null);
        }
        try (InputStream in = Files.newInputStream(file)) {
            return spooled(file.toString(), in, SPOOLED_BYTES_MAX);
        } catch (IOException problem) {
            throw Inputs.unreadable(file, String.valueOf(problem.getMessage()), problem);
        }
    }

    /** Reads the stream to its end; a temporary file is created so that only its owner may read it. */
    static TaskFile spooled(String name, InputStream in, long bytesMax) throws IOException {
        Path spool = Files.createTempFile("taskport-", ".jsonl");
        spool.toFile().deleteOnExit();
        TaskFile file = new TaskFile(name, spool, spool);
        try {
            copy(name, in, spool, bytesMax);
            return file;
        } catch (IOException | RuntimeException problem) {
            file.close();
            throw problem;
        }
    }

    private static void copy(String name, InputStream in, Path spool, long bytesMax) throws IOException {
        byte[] part = new byte[64 * 1024];
        long copied = 0;
        try (OutputStream out = Files.newOutputStream(spool)) {
            for (int read = in.read(part); read >= 0; read = in.read(part)) {
                copied += read;
                if (copied > bytesMax) {
                    throw ErrorCode.LIMIT_EXCEEDED.error(name + " holds more than " + bytesMax
                            + " bytes, and what is no regular file is kept aside while it is checked. Nothing was stored."
                            + " Write it to a file, and name that by --from.");
                }
                out.write(part, 0, read);
            }
        }
    }

    /** Reads from the beginning. */
    BufferedReader open() throws IOException {
        return Files.newBufferedReader(path, StandardCharsets.UTF_8);
    }

    boolean isFolder() {
        return Files.isDirectory(path);
    }

    @Override
    public String toString() {
        return name;
    }

    @Override
    public void close() throws IOException {
        if (spool != null) {
            Files.deleteIfExists(spool);
        }
    }
}
