package dev.taskport.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.taskport.app.output.Console;
import dev.taskport.app.output.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Runs the real command line inside the test, in a folder of its own, and keeps what it says. */
public final class Cli {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private String input = "";
    private Terminal terminal = Terminal.NONE;

    public Cli(Path folder) {
        this.folder = folder;
    }

    public Cli with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public Cli input(String text) {
        input = text;
        return this;
    }

    /** Lets a person look, as it were. */
    public Cli on(Terminal looking) {
        terminal = looking;
        return this;
    }

    public Result run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment,
                folder,
                terminal,
                InstantSource.system());
        int code = new CommandLineInterface(console).run(args);
        Result result = new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        if (terminal.equals(Terminal.NONE) && (result.out() + result.err()).matches("(?s).*[\u001b\r].*")) {
            throw new AssertionError("Colours or progress where nobody looks: " + result);
        }
        return result;
    }

    /** Runs with {@code --json}; standard output must hold one document and nothing else. */
    public JsonNode json(String... args) {
        Result result = run(withJson(args));
        return result.json();
    }

    private static String[] withJson(String... args) {
        String[] all = java.util.Arrays.copyOf(args, args.length + 1);
        all[args.length] = "--json";
        return all;
    }

    /** What a run said. */
    public record Result(int code, String out, String err) {

        /** Standard output as the one document that it must be. */
        public JsonNode json() {
            try (var parser = MAPPER.createParser(out)) {
                JsonNode document = MAPPER.readTree(parser);
                if (parser.nextToken() != null
                        || !out.endsWith("\n")
                        || out.strip().contains("\n")) {
                    throw new AssertionError("Not one document on one line: " + out + err);
                }
                return document;
            } catch (java.io.IOException noJson) {
                throw new UncheckedIOException("Not JSON: " + out + err, noJson);
            }
        }
    }
}
