package dev.taskport.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who embeds a library has no command line: its messages must not send anybody to one. {@code adapter-json-legacy} is not held to
 * it yet: its way out of a queue file is the command that migrates it.
 */
class LibraryWordsTest {

    private static final Pattern OF_THE_COMMAND_LINE = Pattern.compile(
            "\"[^\"]*(--[a-z]|taskport (audit|enqueue|export|migrate|pause|resume|tasks|verify|work)).*");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "queue-domain",
                "queue-ports",
                "queue-engine",
                "queue-heap",
                "adapter-inmemory",
                "adapter-sqlite",
                "migration",
                "payload-jackson"
            })
    void a_library_names_no_option_and_no_command(String module) throws IOException {
        List<String> found = new ArrayList<>();
        int looked = 0;
        try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                looked++;
                Files.readAllLines(file).stream()
                        .filter(LibraryWordsTest::namesTheCommandLine)
                        .forEach(line -> found.add(file.getFileName() + ": " + line.strip()));
            }
        }
        assertThat(looked).isPositive();
        assertThat(found).isEmpty();
    }

    @Test
    void the_check_itself_finds_what_it_looks_for() {
        assertThat(namesTheCommandLine("+ \". Nothing was deleted. Say --with-records if they may go too.\""))
                .isTrue();
        assertThat(namesTheCommandLine("\"Try \\\"taskport resume intake\\\".\""))
                .isTrue();
        assertThat(namesTheCommandLine("if (--users > 0) { log(\"the last\"); }"))
                .isFalse();
    }

    private static boolean namesTheCommandLine(String line) {
        return OF_THE_COMMAND_LINE.matcher(line).find();
    }
}
