package dev.taskport.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.taskport.domain.TaskportException;
import dev.taskport.engine.Backends;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reference in {@code docs} says what {@link Keys} says: this is its generator too. */
class ConfigurationReferenceTest {

    private static final Path REFERENCE = Path.of("..", "docs", "configuration.md");

    private static final Pattern DESCRIBED = Pattern.compile("(?m)^\\| `([a-z]+):` \\| `([a-z-]+)` \\|");
    private static final Pattern KNOWN = Pattern.compile("Known are (.*)\\.$");
    private static final Pattern NAME = Pattern.compile("[a-z]+(-[a-z]+)*");

    private static final String OPTIONS = """

            ## Options of an address

            What only one kind of store understands can stand behind its address, for this store alone:
            `sqlite:./tasks.db?durability=normal&readers=8`. It wins over the keys above. An option that the store does not know is
            an error that names those it knows.

            | store | option | default | meaning |
            |---|---|---|---|
            | `sqlite:` | `durability` | `full` | As `sqlite.durability` above. |
            | `sqlite:` | `readers` | `4` | As `sqlite.readers` above. |
            | `json:` | `zone` | `UTC` | How times without a zone are read: a region such as Europe/Berlin, or an offset such as +01:00. |
            | `json:` | `status-map` | none | Own meanings of the file's status words: WORD=STATUS, separated by commas; a status is QUEUED, HELD, COMPLETED, DEAD or CANCELLED. |
            | `json:` | `max-bytes` | `67108864` (64 MiB) | A larger file is not read at all; up to 1 GiB. |
            | `json:` | `task-limit` | `10000` | No task is added beyond so many; up to 1000000. |
            | `json:` | `size-limit` | `16777216` (16 MiB) | No task is added to a file of more bytes; up to 1 GiB. |
            | `json:` | `journal-limit` | `4194304` (4 MiB) | When the journal beside the file has so many bytes, the file is written anew; up to 1 GiB. |

            `zone` and `status-map` are remembered when a file is first worked on, so that its words mean the same for ever. A
            `memory:` store has no options.
            """;

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
        return text.append(OPTIONS).toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "json", "memory"})
    void every_option_of_an_address_is_described(String scheme) throws IOException {
        Set<String> described = DESCRIBED
                .matcher(Files.readString(REFERENCE))
                .results()
                .filter(row -> row.group(1).equals(scheme))
                .map(row -> row.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(described).isEqualTo(known(scheme));
    }

    /** What the backend itself says, when it is asked for one that it does not know. */
    private static Set<String> known(String scheme) {
        String location = scheme.equals("memory") ? "" : "./none";
        BackendAddress address = BackendAddress.parse(scheme + ":" + location + "?nonsense=1");
        String refusal = catchThrowableOfType(
                        TaskportException.class, () -> Backends.probe(address, BackendOptions.defaults()))
                .getMessage();
        assertThat(refusal).contains("nonsense");
        Matcher names = KNOWN.matcher(refusal);
        return names.find()
                ? NAME.matcher(names.group(1).replace(" and ", ", "))
                        .results()
                        .map(MatchResult::group)
                        .collect(Collectors.toCollection(TreeSet::new))
                : Set.of();
    }

    public static void main(String[] args) throws IOException {
        Files.writeString(REFERENCE, reference());
    }
}
