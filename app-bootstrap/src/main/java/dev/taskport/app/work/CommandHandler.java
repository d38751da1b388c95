package dev.taskport.app.work;

import dev.taskport.domain.JsonText;
import dev.taskport.domain.TaskportException;
import dev.taskport.engine.TaskContext;
import dev.taskport.engine.TaskHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs a task by a command: the payload arrives on standard input, id, type and attempt in the environment. Exit code 0
 * completes it, with standard output as its result if that is JSON; 75 (the EX_TEMPFAIL of sysexits.h) puts it back for
 * later without counting the attempt; any other fails the attempt, with the end of standard error as its error, unless the
 * process was asked to stop: then the task is given back. A cancelled task's command is asked to end, with all that it has
 * started, and made to if it has not after a second.
 */
public final class CommandHandler implements TaskHandler<JsonText> {

    /** Not now: try again later. */
    static final int TRY_LATER = 75;

    /** What {@code waitFor} says of a command that was ended by SIGHUP, SIGINT or SIGTERM. */
    private static final Set<Integer> TOLD_TO_END = Set.of(129, 130, 143);

    /** Ctrl-C reaches the command and this process at once, and either may notice it first. */
    private static final Duration HEARD_LATER = Duration.ofSeconds(1);

    /**
     * The same for a command that catches Ctrl-C and ends as it likes. Any command may end so for another reason, so every
     * failed attempt waits that long before it is told, which is less than any wait for the next one.
     */
    private static final Duration PERHAPS_HEARD_LATER = Duration.ofMillis(200);

    private static final int ERROR_CHARACTERS = 2000;

    /** Shorter than what a worker leaves a handler to react, so that no command outlives its task's return. */
    private static final Duration ASKED_TO_END = Duration.ofSeconds(1);

    private final String command;
    private final Path directory;
    private final Duration snooze;
    private final int resultBytesMax;
    private final ExecutorService threads;
    private final Stopping stopping;

    /**
     * Prepares.
     *
     * @param command for the shell of the system
     * @param directory where it runs; empty for that of this process
     * @param snooze how long a task waits after exit code 75
     * @param resultBytesMax what is longer is no result
     * @param threads for the streams of the commands; three per command at most
     * @param stopping whether this process was asked to stop, which its commands may have heard too
     */
    public CommandHandler(
            String command,
            Path directory,
            Duration snooze,
            int resultBytesMax,
            ExecutorService threads,
            Stopping stopping) {
        this.command = command;
        this.directory = directory;
        this.snooze = snooze;
        this.resultBytesMax = resultBytesMax;
        this.threads = threads;
        this.stopping = stopping;
    }

    @Override
    public @Nullable Object handle(JsonText payload, TaskContext context) throws Exception {
        Process process = start(context);
        try {
            StreamTail output = StreamTail.of(process.getInputStream(), resultBytesMax, threads);
            StreamTail errors = StreamTail.of(process.getErrorStream(), ERROR_CHARACTERS, threads);
            feed(process.getOutputStream(), payload);
            return ended(process.waitFor(), output, errors, context);
        } finally {
            end(process);
        }
    }

    private Process start(TaskContext context) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Shell.words(command));
        if (!directory.toString().isEmpty()) {
            builder.directory(directory.toFile());
        }
        Map<String, String> environment = builder.environment();
        environment.put("TASKPORT_TASK_ID", context.task().id().toString());
        environment.put("TASKPORT_TASK_TYPE", context.task().type().value());
        environment.put("TASKPORT_TASK_ATTEMPT", Integer.toString(context.attempt()));
        return builder.start();
    }

    /** Small payloads fit into the pipe; a large one could block on a command that writes before it reads. */
    private void feed(OutputStream input, JsonText payload) {
        byte[] bytes = payload.text().getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= 4096) {
            write(input, bytes);
        } else {
            threads.execute(() -> write(input, bytes));
        }
    }

    private static void write(OutputStream input, byte[] bytes) {
        try (input) {
            input.write(bytes);
        } catch (IOException notRead) {
            // a command need not read its payload; whether it succeeded is its exit code
        }
    }

    private @Nullable JsonText ended(int exitCode, StreamTail output, StreamTail errors, TaskContext context)
            throws InterruptedException, CommandFailed {
        if (exitCode == 0) {
            return result(output);
        }
        if (exitCode == TRY_LATER) {
            context.snooze(snooze);
        }
        giveBackIfStopping(exitCode, context);
        throw new CommandFailed(exitCode, errors.text());
    }

    /** A terminal sends Ctrl-C to everything that runs in it: what a command makes of that is no failed attempt. */
    private void giveBackIfStopping(int exitCode, TaskContext context) throws InterruptedException {
        context.stopIfCancelled();
        if (stopping.within(TOLD_TO_END.contains(exitCode) ? HEARD_LATER : PERHAPS_HEARD_LATER)) {
            context.snooze(Duration.ZERO);
        }
    }

    private static @Nullable JsonText result(StreamTail output) throws InterruptedException {
        String text = output.text().strip();
        if (text.isEmpty() || output.truncated()) {
            return null;
        }
        try {
            return JsonText.of(text);
        } catch (TaskportException noJson) {
            return null;
        }
    }

    /** Asks the command and whatever it has started to end, and makes those end that do not, however often it is hurried. */
    private static void end(Process process) {
        if (!process.isAlive()) {
            return;
        }
        // Listed now, because who has lost its parent is nobody's descendant any more.
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        boolean interrupted = Thread.interrupted();
        try {
            ended(all).get(ASKED_TO_END.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurried) {
            interrupted = true;
        } catch (TimeoutException | ExecutionException stubborn) {
            // it had its chance
        } finally {
            Stream.concat(process.descendants(), all.stream()).forEach(ProcessHandle::destroyForcibly);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Future<?> ended(List<ProcessHandle> all) {
        return CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new));
    }
}
