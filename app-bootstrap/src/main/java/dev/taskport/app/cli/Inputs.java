package dev.taskport.app.cli;

import dev.taskport.app.config.Durations;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.Requirements;
import dev.taskport.domain.TaskSpec;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.TaskportException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads what people give as an option. Bounded; wrong input says what is wrong with it. */
final class Inputs {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private Inputs() {}

    /** A document: JSON itself, {@code @FILE}, or {@code -} for standard input. */
    static JsonText document(String what, String given, Invocation run) {
        if (given.equals("-")) {
            return json(
                    what + " on standard input",
                    text("Standard input", run.console().in()));
        }
        if (given.startsWith("@")) {
            Path file = run.path(given.substring(1));
            return json(what + " in " + file, file(file));
        }
        return json(what, given);
    }

    static JsonText json(String what, String text) {
        try {
            return JsonText.of(text);
        } catch (TaskportException refused) {
            throw refused.code() == ErrorCode.LIMIT_EXCEEDED
                    ? refused
                    : ErrorCode.INVALID_REQUEST.error(what + " is not valid: " + refused.getMessage(), refused);
        }
    }

    /**
     * Refuses two times of which one would be dropped.
     *
     * @param effect what the refusal means, such as "Nothing was stored"
     */
    static void requireOneTime(@Nullable String delay, @Nullable String runAt, String effect) {
        if (delay != null && runAt != null) {
            throw ErrorCode.INVALID_REQUEST.error("--delay and --run-at say two things. " + effect + ". Give one.");
        }
    }

    /** Refuses a type that is the program's own: no command works on it. */
    static void requireOwnType(TaskSpec spec) {
        if (spec.type().reserved()) {
            throw ErrorCode.INVALID_REQUEST.error("The type " + spec.type() + " begins with " + TaskType.RESERVED_PREFIX
                    + ", which is reserved for Taskport itself. Nothing was stored. Choose another name.");
        }
    }

    /** Refuses a payload that the store would refuse, before anything is opened or created. */
    static void requirePayload(TaskSpec spec, Invocation run) {
        spec.payload().requireAtMost("The payload", run.configuration().store().payloadBytesMax());
    }

    /** Splits {@code KEY=VALUE}. */
    static void pair(String option, String given, BiConsumer<String, String> use) {
        int equals = given.indexOf('=');
        if (equals < 1) {
            throw ErrorCode.INVALID_REQUEST.error(option + " \"" + given
                    + "\" is not KEY=VALUE. Nothing was done. Write for example " + option + " region=eu.");
        }
        use.accept(given.substring(0, equals), given.substring(equals + 1));
    }

    /** What repeated {@code --require KEY=VALUE} ask for. */
    static Requirements requirements(List<String> pairs) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        pairs.forEach(pair -> pair(
                "--require",
                pair,
                (key, value) ->
                        values.computeIfAbsent(key, k -> new ArrayList<>()).add(value)));
        return Requirements.of(values);
    }

    static Duration duration(String option, String given) {
        try {
            return Durations.parse(given);
        } catch (TaskportException refused) {
            throw ErrorCode.INVALID_REQUEST.error(option + ": " + refused.getMessage() + " Nothing was done.", refused);
        }
    }

    static Instant instant(String option, String given) {
        try {
            return Instant.parse(given);
        } catch (DateTimeParseException refused) {
            throw ErrorCode.INVALID_REQUEST.error(
                    option + ": \"" + given + "\" is not an instant. Nothing was done. Write it in UTC, for example"
                            + " 2026-12-24T18:00:00Z.",
                    refused);
        }
    }

    /** The text of a file in UTF-8. */
    static String file(Path file) {
        if (Files.isDirectory(file)) {
            throw unreadable(file, "it is a folder", null);
        }
        try (InputStream in = Files.newInputStream(file)) {
            return text(file.toString(), in);
        } catch (NoSuchFileException missing) {
            throw unreadable(file, "there is no such file", missing);
        } catch (IOException problem) {
            throw unreadable(file, String.valueOf(problem.getMessage()), problem);
        }
    }

    private static String text(String what, InputStream in) {
        try {
            byte[] bytes = in.readNBytes(JsonText.BYTES_MAX + 1);
            if (bytes.length > JsonText.BYTES_MAX) {
                throw ErrorCode.LIMIT_EXCEEDED.error(what + " holds more than 8 MiB, and no document may be larger."
                        + " Nothing was stored. Keep large content elsewhere and store a reference.");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException notUtf8) {
            throw ErrorCode.INVALID_REQUEST.error(
                    what + " is not UTF-8 text. Nothing was stored. Convert it to UTF-8.", notUtf8);
        } catch (IOException problem) {
            throw ErrorCode.INVALID_REQUEST.error(
                    what + " cannot be read: " + problem.getMessage() + ". Nothing was stored.", problem);
        }
    }

    static TaskportException unreadable(Object file, String why, @Nullable Throwable cause) {
        String message =
                "The file " + file + " cannot be read: " + why + ". Nothing was stored. Check the name and the rights.";
        return cause == null
                ? ErrorCode.INVALID_REQUEST.error(message)
                : ErrorCode.INVALID_REQUEST.error(message, cause);
    }
}
