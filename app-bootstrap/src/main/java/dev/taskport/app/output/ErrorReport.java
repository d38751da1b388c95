package dev.taskport.app.output;

import dev.taskport.domain.TaskportException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, for people and for programs: the message says what, which, why, what it means and the next step. The
 * stack trace is only for who asks.
 *
 * @param code stable, the same in Java, here and over HTTP
 */
public record ErrorReport(String code, String message, int exitCode, Throwable cause) {

    public static ErrorReport of(Throwable problem) {
        return known(problem)
                .map(known -> new ErrorReport(known.code().name(), message(known), ExitCode.of(known.code()), problem))
                .orElseGet(() -> unexpected(problem));
    }

    /** Wiring wraps what went wrong into exceptions of its own. */
    private static Optional<TaskportException> known(Throwable problem) {
        return Stream.<Throwable>iterate(problem, Objects::nonNull, Throwable::getCause)
                .limit(10)
                .filter(TaskportException.class::isInstance)
                .map(TaskportException.class::cast)
                .findFirst();
    }

    private static ErrorReport unexpected(Throwable problem) {
        if (problem instanceof CompleteMessage) {
            return new ErrorReport("FAILED", String.valueOf(problem.getMessage()), ExitCode.FAILED, problem);
        }
        return new ErrorReport(
                "UNEXPECTED",
                "Unexpected " + problem.getClass().getSimpleName() + ": " + problem.getMessage()
                        + ". What was acknowledged before is safe; whether this command took effect is not known."
                        + " Look with \"taskport tasks list\", and report this with the output of --verbose.",
                ExitCode.FAILED,
                problem);
    }

    public static ErrorReport usage(String message, Throwable cause) {
        return new ErrorReport("USAGE", message, ExitCode.USAGE, cause);
    }

    /** Says it: for people on standard error, and with {@code json} as a document on standard output too. */
    public int tell(Console console, boolean json, boolean verbose, Style style) {
        say(console.err(), style.bad("error: ") + message);
        if (verbose) {
            say(console.err(), trace());
        }
        if (json) {
            say(console.out(), Json.write(Json.object("error", code, "message", message)));
        }
        return exitCode;
    }

    private String trace() {
        StringWriter text = new StringWriter();
        cause.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static String message(TaskportException known) {
        @Nullable String message = known.getMessage();
        return message == null ? known.code().name() : message;
    }

    private static void say(PrintStream stream, String text) {
        stream.print(text + "\n");
        stream.flush();
    }
}
