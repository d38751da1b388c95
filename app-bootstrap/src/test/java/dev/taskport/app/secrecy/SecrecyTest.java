package dev.taskport.app.secrecy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Payloads and secrets are in no log line, whatever its level, and in no message of an exception. A program of its own in
 * which everything goes wrong logs all that it can; its output is searched.
 */
class SecrecyTest {

    @TempDir
    private static Path folder;

    private static String said = "";

    @BeforeAll
    static void everything_goes_wrong() throws Exception {
        Path output = folder.resolve("output.txt");
        Process program = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Misfortunes.class.getName(),
                        folder.toString()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(program.waitFor(2, TimeUnit.MINUTES)).isTrue();
        said = Files.readString(output);
        assertThat(program.exitValue()).as(said).isZero();
    }

    @Test
    void no_payload_is_logged_or_quoted_by_an_exception() {
        assertThat(linesWith(Misfortunes.PAYLOAD)).isEmpty();
    }

    @Test
    void no_secret_is_logged_or_quoted_by_an_exception() {
        assertThat(linesWith(Misfortunes.SECRET)).isEmpty();
    }

    @Test
    void the_program_had_something_to_hide_and_much_to_say() throws IOException {
        assertThat(new String(Files.readAllBytes(folder.resolve("tasks.db")), StandardCharsets.ISO_8859_1))
                .contains(Misfortunes.PAYLOAD);
        assertThat(said)
                .contains(
                        " DEBUG ",
                        " WARN ",
                        "of type fails failed at attempt 1 of 2",
                        "of type fails failed at attempt 2 of 2",
                        "of type unreadable failed at attempt 1 of 5, for good",
                        "failed at RETRIED of task",
                        "failed here: java.lang.IllegalStateException",
                        " pauses: The database ",
                        "What paused Worker",
                        "goes on: the backend answers again",
                        "TaskportException: ");
        assertThat(said.lines().filter(line -> line.startsWith(Misfortunes.REFUSED)))
                .as("every call that should fail has failed, each in its way")
                .hasSize(Misfortunes.REFUSALS);
    }

    private static List<String> linesWith(String canary) {
        String[] lines = said.split("\n");
        return Arrays.stream(lines).filter(line -> line.contains(canary)).toList();
    }
}
