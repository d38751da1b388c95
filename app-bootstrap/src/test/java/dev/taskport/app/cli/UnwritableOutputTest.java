package dev.taskport.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.app.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real processes whose standard output takes nothing. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "/dev/full is of Linux")
class UnwritableOutputTest {

    @TempDir
    Path folder;

    @Test
    void an_answer_that_cannot_be_written_is_an_error_and_says_that_the_store_was_changed() throws Exception {
        String said = shell("enqueue mail --json", " >/dev/full");
        assertThat(said)
                .startsWith("error: The answer could not be written to standard output (No space left on device).")
                .contains("what it did in the store stands")
                .endsWith("[1]\n");
        assertThat(new Cli(folder).json("stats").get("total").asInt()).isEqualTo(1);
    }

    @Test
    void a_reader_that_went_away_is_no_error() throws Exception {
        new Cli(folder).run("enqueue", "mail");
        assertThat(shell("stats", " | true")).isEqualTo("[0]\n");
    }

    /** Standard error and the exit code. */
    private String shell(String words, String output) throws IOException, InterruptedException {
        Path said = folder.resolve("said");
        String java = "'" + Path.of(System.getProperty("java.home"), "bin", "java")
                + "' --enable-native-access=ALL-UNNAMED -Dorg.sqlite.tmpdir=. -cp \"$CLASSES\" " + Main.class.getName();
        String redirected = output.contains("|") ? "" : output;
        ProcessBuilder builder = new ProcessBuilder(
                "sh",
                "-c",
                "{ " + java + " " + words + redirected + "; echo \"[$?]\" >&2; }"
                        + (redirected.isEmpty() ? output : ""));
        builder.environment().put("CLASSES", System.getProperty("java.class.path"));
        Process process = builder.directory(folder.toFile())
                .redirectError(said.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return Files.readString(said);
    }
}
