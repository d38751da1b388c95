package dev.taskport.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.taskport.bench.peer.PlainJob;
import dev.taskport.bench.suite.Entrant;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** That every comparison does its work and counts it. It says nothing about speed: figures of so little work mean nothing. */
class BenchmarksTest {

    private static final Path NPM = Path.of("target", "npm");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private int run(String... arguments) {
        return Benchmarks.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Stream.concat(
                                Stream.of("--folder", folder.toString()),
                                Stream.concat(
                                        Stream.of("--cold", "--rounds=1", "--tasks=1000", "--limit=2", "--window=1"),
                                        Stream.of(arguments)))
                        .toArray(String[]::new));
    }

    /** Lines of the report that give a figure of this contestant. */
    private List<String> figures(String contestant, Measure measure) {
        return out.toString()
                .lines()
                .filter(line -> line.startsWith("  " + contestant) && line.contains(measure.unit()))
                .toList();
    }

    /** All in one run, because each of them starts a process. */
    @Test
    void every_contestant_does_every_phase_that_it_takes_part_in() throws Exception {
        assertThat(run("peers", "--durability=normal", "--callers=3"))
                .as("%s", err)
                .isZero();

        for (Entrant entrant : EnumSet.complementOf(EnumSet.of(Entrant.PLAINJOB))) {
            Contestant contestant = entrant.contestant(Durability.NORMAL);
            int phases = (int)
                    Stream.of(Phase.values()).filter(contestant::takesPart).count();
            assertThat(figures(contestant.name() + " ", Measure.RATE)).hasSize(phases);
            assertThat(figures(contestant.name() + " ", Measure.CPU)).hasSize(phases);
            assertThat(out.toString()).contains(contestant.settings());
        }
        assertThat(out.toString()).doesNotContain("not measured");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void plainjob_does_every_phase_that_it_takes_part_in_where_npm_has_installed_it() {
        assumeTrue(PlainJob.installed(NPM), "plainjob is not installed in " + NPM + "; ./benchmarks/run installs it");

        assertThat(run("peers", "latency", "--contestant=PLAINJOB", "--npm", NPM.toString()))
                .as("%s", err)
                .isZero();

        assertThat(figures("plainjob", Measure.RATE)).hasSize(3);
        assertThat(figures("plainjob", Measure.P99)).hasSize(2);
        assertThat(figures("plainjob", Measure.IDLE)).hasSize(1);
    }

    @Test
    void latencies_are_taken_in_one_process_and_between_two() {
        assertThat(run("latency", "--contestant=TASKPORT")).as("%s", err).isZero();

        assertThat(figures("Taskport, SQLite FULL", Measure.P50)).hasSize(2);
        assertThat(figures("Taskport, SQLite FULL, two processes", Measure.P99)).hasSize(1);
        assertThat(figures("Taskport, SQLite FULL", Measure.IDLE)).hasSize(1);
    }

    @Test
    void processes_share_a_file_and_none_of_their_tasks_is_lost() {
        assertThat(run("processes", "--durability=normal")).as("%s", err).isZero();

        assertThat(figures("1 process", Measure.RATE)).hasSize(1);
        assertThat(figures("4 processes", Measure.SLOWEST)).hasSize(1);
        assertThat(figures("4 processes", Measure.BUSY)).hasSize(1);
    }

    @Test
    void claims_are_timed_in_every_order_and_behind_every_obstacle() {
        assertThat(run("growth", "--sizes=1000,2000", "--finished=1000", "--durability=normal"))
                .as("%s", err)
                .isZero();

        assertThat(figures("1,000 wait ", Measure.P50)).hasSize(8 + 2 * 4);
        assertThat(figures("2,000 wait ", Measure.P99)).hasSize(8);
        assertThat(figures("1,000 wait behind 2,000 of a paused type", Measure.P50))
                .hasSize(2);
    }

    @Test
    void memory_is_called_directly_and_through_the_engine() {
        assertThat(run("memory")).as("%s", err).isZero();

        assertThat(figures("backend, exchange", Measure.RATE)).hasSize(1);
        assertThat(figures("through the engine", Measure.RATE)).hasSize(2);
    }

    @Test
    void handlers_that_work_are_compared_on_sqlite_and_in_memory() {
        assertThat(run("handlers")).as("%s", err).isZero();

        assertThat(figures("Taskport, memory", Measure.RATE)).hasSize(3);
        assertThat(figures("Taskport, SQLite FULL", Measure.RATE)).hasSize(3);
    }

    @Test
    void a_legacy_file_is_compared_operation_by_operation() {
        assertThat(run("legacy", "--sizes=1000")).as("%s", err).isZero();

        assertThat(figures("whole file, synced", Measure.RATE)).hasSize(4);
        assertThat(figures("Taskport, legacy JSON", Measure.P99)).hasSize(4);
    }

    @Test
    void the_heap_is_weighed_with_and_without_a_backlog() {
        assertThat(run("heap", "--sizes=1000")).as("%s", err).isZero();

        assertThat(figures("nothing waits", Measure.HEAP)).hasSize(1);
        assertThat(figures("1,000 wait", Measure.HEAP)).hasSize(1);
    }

    @Test
    void every_layout_does_the_same_work_and_is_weighed() {
        assertThat(run("layouts", "--durability=normal")).as("%s", err).isZero();

        assertThat(out.toString().lines().filter(line -> line.contains(Measure.DISK.unit())))
                .hasSize(8);
        assertThat(out.toString().lines().filter(line -> line.contains(Measure.RATE.unit())))
                .hasSize(9 * 4);
    }

    @Test
    void the_report_is_written_for_programs_and_as_a_page() {
        Path json = folder.resolve("report.json");
        Path html = folder.resolve("report.html");

        assertThat(run("layouts", "--phase=DRAIN", "--json", json.toString(), "--html", html.toString()))
                .as("%s", err)
                .isZero();

        assertThat(json).content().contains("\"contestant\" : \"");
        assertThat(html).content().contains("backlog worked off");
    }

    @Test
    void what_does_not_reach_its_floor_or_was_not_measured_fails_the_run() {
        String low = "--floor=ENQUEUE_BULK=0.0001";
        assertThat(run("peers", "--contestant=taskport", "--phase=ENQUEUE_BULK", low))
                .as("%s", err)
                .isZero();
        assertThat(run("peers", "--contestant=taskport", "--phase=ENQUEUE_BULK", low, "--floor=DRAIN=0.1"))
                .isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(err.toString()).contains("too slow: backlog worked off, Taskport, SQLite FULL: nothing of the mark");
        assertThat(run("peers", "--contestant=taskport", "--phase=ENQUEUE_BULK", "--floor=ENQUEUE_BULK=10000"))
                .isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(err.toString())
                .containsPattern("enqueue, 1,000 a call, Taskport, SQLite FULL: \\d+\\.\\d\\d of the mark");
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

    @Test
    void percentiles_are_those_of_what_was_timed() {
        Latencies latencies = new Latencies();
        for (int i = 1; i <= 2_000; i++) {
            latencies.add(i * 1_000L);
        }

        assertThat(latencies.figures()).containsEntry(Measure.P50, 1_000.0).containsEntry(Measure.P99, 1_980.0);
        assertThatIllegalStateException().isThrownBy(() -> new Latencies().figures());
    }
}
