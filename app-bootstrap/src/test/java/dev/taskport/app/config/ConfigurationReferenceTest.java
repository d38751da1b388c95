package dev.taskport.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The reference in {@code docs} says what {@link Keys} says: this is its generator too. */
class ConfigurationReferenceTest {

    private static final Path REFERENCE = Path.of("..", "docs", "configuration.md");

    @Test
    void the_reference_is_up_to_date() throws IOException {
        assertThat(REFERENCE)
                .as("If it is not, replace its content by the expected text of this failure")
                .hasContent(reference());
    }

    private static String reference() {
        StringBuilder text = new StringBuilder("""
                # Configuration

                `taskport.yaml` in the working directory, or the file that `--config` or `TASKPORT_CONFIG` names. One line is complete:

                ```yaml
                backend: sqlite:./taskport.db
                ```

                The command line wins over the environment, the environment over the file, the file over the defaults. Names may be
                nested or joined by dots; an unknown name is an error that names the nearest known one. Durations are written
                `500ms`, `25s`, `1h30m`, `7d`; sizes `256KiB`, `8MiB`. `taskport config show` prints what is in force and where it
                comes from.

                | key | environment | default | meaning |
                |---|---|---|---|
                """);
        for (Key<?> key : Keys.all()) {
            text.append(String.format(
                    "| `%s` | `%s` | `%s` | %s |%n",
                    key.name(), key.environmentName(), key.defaultText(), key.meaning()));
        }
        return text.toString();
    }

    public static void main(String[] args) throws IOException {
        Files.writeString(REFERENCE, reference());
    }
}
