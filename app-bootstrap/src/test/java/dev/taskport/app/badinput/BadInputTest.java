package dev.taskport.app.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taskport.app.cli.Cli;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said about bad input, word for word, and that neither files nor stores are changed by it. */
class BadInputTest {

    private static final Golden GOLDEN = Golden.of("bad-input.txt");

    /** Behind the first sentence either one that asks for something, or a command that shows more. */
    private static final Pattern NEXT_STEP = Pattern.compile(
            ".*(\\. (Check|Choose|Convert|Correct|Keep|Name|Repair|Save|Use|Write) |\"taskport [^\"]+\" (shows|lists) ).*",
            Pattern.DOTALL);

    @TempDir
    Path folder;

    static List<BadInput> all() {
        return BadInputs.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void is_answered_word_for_word_and_changes_nothing(BadInput bad) throws Exception {
        bad.setup().in(folder);
        Snapshot before = Snapshot.of(folder);

        Cli.Result result = new Cli(folder).input(bad.input()).run(bad.args().toArray(String[]::new));

        Snapshot after = Snapshot.of(folder);
        assertThat(bad.ends() ? after : before.ofThese(after)).isEqualTo(before);
        assertThat(result.err()).doesNotContain("\tat ", "Exception", "UNEXPECTED");
        assertGolden(bad, Golden.said(bad.typed(), result, folder));
        if (bad.ends()) {
            assertThat(result.out()).isEmpty();
            assertThat(result.err()).startsWith("error: ");
            assertSaysTheSameInJson(bad, result);
        }
    }

    private void assertSaysTheSameInJson(BadInput bad, Cli.Result spoken) {
        String[] args = Stream.concat(bad.args().stream(), Stream.of("--json")).toArray(String[]::new);
        Cli.Result result = new Cli(folder).input(bad.input()).run(args);
        JsonNode document = result.json();
        assertThat(result.code()).isEqualTo(spoken.code());
        assertThat("error: " + document.get("message").asText() + "\n").isEqualTo(spoken.err());
        assertThat(document.get("error").asText()).isNotEqualTo("UNEXPECTED");
    }

    private static void assertGolden(BadInput bad, String said) {
        if (Golden.writing()) {
            GOLDEN.write(bad.name(), said);
            fail("Written; run again without -Dgolden=write");
        }
        assertThat(said).isEqualTo(GOLDEN.blocks().get(bad.name()));
    }

    @Test
    void every_golden_text_belongs_to_something() {
        assertThat(new TreeSet<>(GOLDEN.blocks().keySet()))
                .isEqualTo(new TreeSet<>(all().stream().map(BadInput::name).toList()));
    }

    @Test
    void a_message_says_what_it_means_for_the_data_and_what_to_do() {
        for (String text : GOLDEN.blocks().values()) {
            if (!text.endsWith("[exit 0]")) {
                assertThat(text)
                        .containsAnyOf(
                                "Nothing was", "nothing was", "No line of the file was stored", "It is as it was")
                        .matches(NEXT_STEP);
            }
        }
    }

    /** Cut off anywhere, a file is refused, never half taken. */
    @Test
    void a_file_that_is_cut_off_at_any_of_100_places_is_refused_and_changed_by_nothing() throws IOException {
        byte[] whole = shipped();
        List<Integer> places = new Random(20251122)
                .ints(
                        1,
                        new String(whole, StandardCharsets.UTF_8)
                                .stripTrailing()
                                .getBytes(StandardCharsets.UTF_8)
                                .length)
                .distinct()
                .limit(100)
                .sorted()
                .boxed()
                .toList();
        List<String> accepted = new ArrayList<>();
        Path file = folder.resolve("task-queue.json");
        for (int place : places) {
            byte[] cut = Arrays.copyOf(whole, place);
            Files.write(file, cut);
            Cli.Result result = new Cli(folder).run("migrate", "task-queue.json", "--to", "sqlite:./new.db");
            if (result.code() != 4
                    || !result.err()
                            .matches(
                                    "(?s)error: \\S+task-queue\\.json (ends in the middle|is not UTF-8 there|is not JSON"
                                            + " there|holds half of a surrogate pair).* \\(line \\d+, byte \\d+\\)\\. Nothing was taken from it and it was"
                                            + " not changed\\. Repair it, or use a complete copy\\.\n")) {
                accepted.add(place + ": " + result);
            }
            assertThat(Files.readAllBytes(file)).isEqualTo(cut);
            assertThat(folder.toFile().list()).containsExactly("task-queue.json");
        }
        assertThat(places).hasSize(100);
        assertThat(accepted).isEmpty();
    }

    @Test
    void what_waits_in_a_circle_or_for_nothing_is_held() throws IOException {
        Files.writeString(
                folder.resolve("task-queue.json"),
                BadInputs.tasks(
                        BadInputs.task("A", ",\"dependencies\":[\"B\"]"),
                        BadInputs.task("B", ",\"dependencies\":[\"A\"]"),
                        BadInputs.task("C", ",\"dependencies\":[\"X\"]"),
                        BadInputs.task("D", "")));
        Cli cli = new Cli(folder);
        cli.run("migrate", "task-queue.json", "--to", "sqlite:./taskport.db");
        assertThat(IntStream.range(0, 4)
                        .mapToObj(i -> cli.json("tasks", "list").get("items").get(i))
                        .map(task -> task.get("externalId").asText() + " "
                                + task.get("status").asText()))
                .containsExactly("A HELD", "B HELD", "C HELD", "D QUEUED");
    }

    private static byte[] shipped() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                BadInputTest.class.getResourceAsStream("/dev/taskport/app/demo/task-queue.json"))) {
            return in.readAllBytes();
        }
    }
}
