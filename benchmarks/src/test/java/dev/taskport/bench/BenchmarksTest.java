package dev.taskport.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** That the comparison does its work and counts it. It says nothing about speed: figures of so little work mean nothing. */
class BenchmarksTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private int run(String... arguments) {
        return new CommandLine(new Benchmarks())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Stream.concat(Stream.of("--folder", folder.toString()), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    @Test
    void every_contestant_of_every_phase_gets_a_row_and_no_file_is_left() throws Exception {
        assertThat(run("--rounds", "1", "--tasks", "1000", "--callers", "3", "--durability", "normal"))
                .as("%s", err)
                .isZero();

        assertThat(rows(Phase.ENQUEUE_SINGLE)).isEqualTo(3);
        assertThat(rows(Phase.ENQUEUE_BULK)).isEqualTo(3);
        assertThat(rows(Phase.ENQUEUE_CALLERS)).isEqualTo(3);
        assertThat(rows(Phase.ENQUEUE_ASYNC)).isEqualTo(2);
        assertThat(rows(Phase.DRAIN)).isEqualTo(3);
        assertThat(out.toString()).contains("plain table, NORMAL").contains("1.00 (1.00 to 1.00)");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    private long rows(Phase phase) {
        return out.toString()
                .lines()
                .filter(line -> line.startsWith(phase.title()))
                .count();
    }

    @Test
    void every_layout_does_the_same_work_and_is_weighed() {
        assertThat(run("--layouts", "--rounds", "1", "--tasks", "1000", "--durability", "normal"))
                .as("%s", err)
                .isZero();

        assertThat(rows(Phase.ENQUEUE_BULK)).isEqualTo(9);
        assertThat(rows(Phase.DRAIN)).isEqualTo(9);
        assertThat(rows(Phase.LIFE)).isEqualTo(9);
        assertThat(out.toString().lines().filter(line -> line.startsWith("bytes a waiting task")))
                .hasSize(8);
    }

    @Test
    void a_size_out_of_range_is_refused() {
        assertThat(run("--tasks", "1500")).isEqualTo(CommandLine.ExitCode.USAGE);

        assertThat(err.toString()).contains("--tasks must be a multiple of 1000. Nothing was measured.");
    }

    @Test
    void work_that_was_not_done_has_no_time() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Measured.of(3, () -> 2))
                .withMessageContaining("Of 3 tasks 2 were handled");
    }

    @Test
    void a_spread_is_the_median_with_its_ends() {
        assertThat(Spread.of(List.of(3.0, 1.0, 2.0))).isEqualTo(new Spread(2, 1, 3));
        assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 3.0)).median()).isEqualTo(2.5);
        assertThatIllegalArgumentException().isThrownBy(() -> Spread.of(List.of()));
    }
}
