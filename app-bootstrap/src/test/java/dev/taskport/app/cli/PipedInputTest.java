package dev.taskport.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskport.app.Main;
import dev.taskport.app.output.Console;
import dev.taskport.app.output.Terminal;
import dev.taskport.domain.TaskportException;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What comes through a pipe, which can be read once and has no position. */
class PipedInputTest {

    private static final String THREE = "{\"type\":\"a\"}\n{\"type\":\"b\"}\n{\"type\":\"c\"}\n";

    @TempDir
    Path folder;

    @Test
    void a_payload_comes_through_a_pipe_into_a_real_process() throws Exception {
        Said said = piped("{\"to\":\"ada\"}", "enqueue", "mail", "--payload", "-", "--json");
        assertThat(said.code()).as(said.text()).isZero();
        assertThat(new Cli(folder).run("tasks", "list", "--json").out()).contains("\"payload\":{\"to\":\"ada\"}");
    }

    @Test
    void many_tasks_come_through_a_pipe_into_a_real_process() throws Exception {
        Said said = piped(THREE, "enqueue", "--from", "-");
        assertThat(said.text()).isEqualTo("3 tasks stored.\n");
        assertThat(said.code()).isZero();
        assertThat(new Cli(folder).json("stats").get("total").asInt()).isEqualTo(3);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no named pipes in the file system")
    void a_named_pipe_is_read_once_and_all_of_it_is_stored() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", folder.resolve("pipe").toString())
                        .start()
                        .waitFor())
                .isZero();
        Process writer = new ProcessBuilder("sh", "-c", "printf '{\"type\":\"a\"}\\n{\"type\":\"b\"}\\n' > pipe")
                .directory(folder.toFile())
                .start();

        Cli.Result stored = new Cli(folder).run("enqueue", "--from", "pipe");

        assertThat(stored.out()).as(stored.err()).isEqualTo("2 tasks stored.\n");
        assertThat(writer.waitFor()).isZero();
    }

    @Test
    void a_wrong_line_of_standard_input_is_named() {
        Cli.Result refused = new Cli(folder).input("{\"type\":\"a\"}\n[]\n").run("enqueue", "--from", "-");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).startsWith("error: Standard input, line 2: it is not a JSON object.");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void what_is_kept_aside_is_bounded_and_goes_again() throws IOException {
        assertThatThrownBy(() -> TaskFile.spooled("It", bytes(THREE), 10))
                .isInstanceOf(TaskportException.class)
                .hasMessageContaining("It holds more than 10 bytes");
        try (TaskFile file = TaskFile.spooled("It", bytes(THREE), 1000);
                BufferedReader reader = file.open()) {
            assertThat(reader.lines()).hasSize(3);
        }
    }

    @Test
    void a_file_that_somebody_changes_between_check_and_storing_is_refused() throws Exception {
        Iterator<String> passes = List.of(THREE, "{\"type\":\"a\"}\n").iterator();
        TaskFile changing = new TaskFile("tasks.jsonl", folder, null) {
            @Override
            BufferedReader open() {
                return new BufferedReader(new StringReader(passes.next()));
            }
        };
        Invocation run = new Invocation(console(), new GlobalOptions());

        assertThatThrownBy(() -> new EnqueueFile(run, changing, 1).call())
                .isInstanceOf(TaskportException.class)
                .hasMessageContaining(
                        "tasks.jsonl held 3 tasks when it was checked and 1 task when they were to be stored")
                .hasMessageContaining("No line was stored.");
        assertThat(new Cli(folder).json("stats").get("total").asInt()).isZero();
    }

    private Console console() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        return new Console(bytes(""), nowhere, nowhere, Map.of(), folder, Terminal.NONE, InstantSource.system());
    }

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private record Said(int code, String text) {}

    private Said piped(String input, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.sqlite.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(words));
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try (OutputStream pipe = process.getOutputStream()) {
            pipe.write(input.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Said(process.exitValue(), Files.readString(said));
    }
}
