package dev.taskport.app.output;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * The world around one run of the command line, handed in so that a run can be tested.
 *
 * @param out results
 * @param err notes, progress and errors
 * @param environment the variables of the process
 * @param workingDirectory what relative paths count from; empty for that of the process
 * @param terminal where a person is looking
 * @param clock for ages that are shown to people; never for tasks
 */
public record Console(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        Path workingDirectory,
        Terminal terminal,
        InstantSource clock) {

    /** The process itself. Text is UTF-8 whatever the system's default. */
    public static Console ofProcess() {
        return new Console(
                System.in, // buffered: a bare FileInputStream wants to seek, which no pipe can
                new ResultStream(new FileOutputStream(FileDescriptor.out)),
                utf8(FileDescriptor.err),
                System.getenv(),
                Path.of(""),
                Terminal.detect(System.getenv(), System.getProperty(Terminal.PROPERTY)),
                InstantSource.system());
    }

    /** Why results did not reach standard output, though who reads it is still there. */
    public Optional<String> unwritten() {
        return out instanceof ResultStream results ? results.unwritten() : Optional.empty();
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
