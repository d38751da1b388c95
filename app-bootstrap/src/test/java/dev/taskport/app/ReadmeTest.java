package dev.taskport.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The programs of the README are compiled and run as they stand there. */
class ReadmeTest {

    static final Path README = Path.of("..", "README.md");

    @TempDir
    Path folder;

    static List<Program> programs() throws IOException {
        return Program.in(README);
    }

    @Test
    void there_is_a_program_with_guice_and_one_without() throws IOException {
        assertThat(programs())
                .hasSize(2)
                .extracting(Program::text)
                .satisfiesExactlyInAnyOrder(
                        program -> assertThat(program).contains("TaskportModule"),
                        program -> assertThat(program).doesNotContain("guice"));
    }

    @Test
    void a_complete_program_takes_about_ten_lines() throws IOException {
        long lines = programs()
                .get(0)
                .text()
                .lines()
                .filter(line -> !line.startsWith("import ") && !line.isBlank())
                .count();
        assertThat(lines).isLessThanOrEqualTo(10);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void the_program_compiles_and_completes_its_task(Program program) throws IOException, InterruptedException {
        program.compile(folder);
        assertThat(program.run(folder)).isEqualToNormalizingNewlines("COMPLETED\n");
        assertThat(folder.resolve("tasks.db")).exists();
    }
}
