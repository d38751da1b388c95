package dev.taskport.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.app.output.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Long work shows how far it is where a person looks, and only there. */
class LongWorkTest {

    private static final Terminal BOTH = new Terminal(true, true, true);
    private static final Terminal ONLY_ERR = new Terminal(false, true, true);
    private static final String ESCAPE = "\u001b[";
    private static final String CLEAR_LINE = "\r\u001b[K";

    private static final String COMMANDS = """
            enqueue --from tasks.jsonl                           | enqueueing [
            export --output out.jsonl                            | exporting [
            export --type n --output out.jsonl                   | exporting 2,
            export                                               | exporting [
            tasks prune --cancelled 0                            | pruning 1,
            drain --timeout 10ms                                 | draining [
            work --exec n=exit(0) --until-empty                  | worked 1,
            audit .                                              | looking at files 1,
            migrate task-queue.json --to sqlite:new.db           | copy [
            migrate task-queue.json --to sqlite:new.db           | verify [
            migrate task-queue.json --to sqlite:new.db --dry-run | preflight 1,
            verify task-queue.json task-queue.json               | comparing
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void somethingToDo() throws IOException {
        String line = "{\"type\":\"n\"}\n";
        Files.writeString(folder.resolve("one.jsonl"), line);
        Files.writeString(
                folder.resolve("tasks.jsonl"),
                IntStream.range(0, 1500).mapToObj(i -> line).collect(Collectors.joining()));
        try (InputStream shipped = Objects.requireNonNull(
                LongWorkTest.class.getResourceAsStream("/dev/taskport/app/demo/task-queue.json"))) {
            Files.copy(shipped, folder.resolve("task-queue.json"));
        }
        Cli cli = new Cli(folder);
        cli.run("enqueue", "n");
        cli.run("tasks", "cancel", cli.json("enqueue", "n").get("id").asText());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = COMMANDS)
    void a_bar_is_drawn_where_errors_go_to_a_terminal_and_is_gone_at_the_end(String command, String bar) {
        Cli.Result result = new Cli(folder).on(ONLY_ERR).run(words(command));
        assertThat(result.err()).contains(CLEAR_LINE + bar);
        assertThat(lastLine(result.err())).doesNotContain(bar);
        assertThat(result.out()).doesNotContain(ESCAPE).doesNotContain("\r");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = COMMANDS)
    void in_pipes_there_is_none_and_with_quiet_neither(String command) {
        Cli.Result piped = new Cli(folder).run(words(command));
        assertThat(piped.out() + piped.err()).doesNotContain(ESCAPE).doesNotContain("\r");
        Cli.Result quiet = new Cli(folder).on(ONLY_ERR).run(words(command + " --quiet"));
        assertThat(quiet.err()).doesNotContain(CLEAR_LINE);
    }

    @Test
    void colours_are_for_terminals_only_each_stream_for_itself() {
        String[] list = {"tasks", "list"};
        assertThat(new Cli(folder).on(BOTH).run(list).out()).contains(ESCAPE + "1mID");
        assertThat(new Cli(folder).on(ONLY_ERR).run(list).out()).doesNotContain(ESCAPE);
        assertThat(new Cli(folder).on(new Terminal(true, true, false)).run(list).out())
                .doesNotContain(ESCAPE);

        String[] wrong = {"tasks", "show", "nobody"};
        assertThat(new Cli(folder).on(ONLY_ERR).run(wrong).err()).startsWith(ESCAPE + "31merror: " + ESCAPE + "0m");
        assertThat(new Cli(folder)
                        .on(new Terminal(true, false, true))
                        .run(wrong)
                        .err())
                .startsWith("error: ");
    }

    @Test
    void json_is_never_coloured() {
        assertThat(new Cli(folder).on(BOTH).run("tasks", "list", "--json").out())
                .doesNotContain(ESCAPE);
        assertThat(new Cli(folder).on(BOTH).run("export").out()).doesNotContain(ESCAPE);
    }

    @Test
    void help_is_coloured_on_terminals_only() {
        assertThat(new Cli(folder).on(BOTH).run("--help").out()).contains(ESCAPE);
        assertThat(new Cli(folder).on(ONLY_ERR).run("--help").out()).doesNotContain(ESCAPE);
    }

    private static String[] words(String command) {
        String[] words = command.split(" +", -1);
        return java.util.Arrays.stream(words)
                .map(word -> word.replace("exit(0)", "exit 0"))
                .toArray(String[]::new);
    }

    /** What a terminal shows in the end. */
    private static String lastLine(String text) {
        String after = text.substring(text.lastIndexOf('\n') + 1);
        return after.substring(after.lastIndexOf(CLEAR_LINE) + CLEAR_LINE.length());
    }
}
