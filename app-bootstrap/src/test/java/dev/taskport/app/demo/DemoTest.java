package dev.taskport.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taskport.app.cli.Cli;
import dev.taskport.app.output.Console;
import dev.taskport.app.output.Output;
import dev.taskport.app.output.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {

    @TempDir
    Path folder;

    private Path told = Path.of("");

    @Test
    @Timeout(180)
    void the_whole_story_is_told_and_every_claim_is_proved() {
        Cli.Result result = new Cli(folder).run("demo", "--json");
        assertThat(result.err()).contains("killed with kill -9", "proved: ").doesNotContain("NOT TRUE");
        JsonNode story = result.json();
        told = Path.of(story.get("folder").asText());
        assertThat(result.code()).isZero();
        assertThat(story.get("ok").asBoolean()).isTrue();
        assertThat(story.get("proofs")).hasSize(15);
        assertThat(told.resolve("second.db")).exists();
        assertThat(folder).as("nothing outside its own folder is touched").isEmptyDirectory();
    }

    @Test
    void what_announces_the_story_names_its_beginning_and_its_end() throws IOException {
        String help = new Cli(folder).run("demo", "--help").out().replaceAll("\\s+", " ");
        String page =
                Files.readString(Path.of("..", "docs", "getting-started.md")).replaceAll("\\s+", " ");
        for (String announced : new String[] {help, page}) {
            assertThat(announced)
                    .containsIgnoringCase("an audit finds a legacy")
                    .contains("brought back unworked", "that the old program reads");
        }
    }

    @Test
    void a_claim_that_is_not_true_ends_the_demo() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        Console console = new Console(
                InputStream.nullInputStream(), stream, stream, Map.of(), folder, Terminal.NONE, InstantSource.system());
        Narrator narrator = new Narrator(console, new Output(console, false, false), false);

        narrator.proved(true, "the sky is blue");
        assertThatThrownBy(() -> narrator.proved(false, "the moon is green"))
                .isInstanceOf(DemoFailed.class)
                .hasMessageContaining("the moon is green");

        assertThat(narrator.proofs()).containsExactly("the sky is blue");
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("NOT TRUE: the moon is green");
    }

    @AfterEach
    void removeTheFiles() throws IOException {
        if (told.toString().isEmpty()) {
            return;
        }
        try (Stream<Path> files = Files.walk(told)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
