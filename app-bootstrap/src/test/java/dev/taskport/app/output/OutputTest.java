package dev.taskport.app.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskStatus;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OutputTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Instant now = Instant.EPOCH;

    @Test
    void results_go_to_standard_output_and_notes_and_warnings_to_standard_error() {
        Output output = new Output(console(Terminal.NONE), false, false);
        assertThat(output.answer(new Said("done", 3))).isEqualTo(3);
        output.note("by the way");
        output.warn("look out");

        assertThat(text(out)).isEqualTo("done\n");
        assertThat(text(err)).isEqualTo("by the way\nwarning: look out\n");
    }

    @Test
    void quiet_leaves_out_notes_and_progress_but_not_warnings() {
        Output output = new Output(console(new Terminal(true, true, true)), false, true);
        output.note("by the way");
        output.warn("look out");
        try (ProgressBar bar = output.progress("copying", 10)) {
            bar.at(5);
        }
        assertThat(text(err)).contains("look out").doesNotContain("by the way").doesNotContain("copying");
    }

    @Test
    void json_is_one_document_on_one_line() {
        new Output(console(Terminal.NONE), true, false).answer(new Said("done", 0));
        assertThat(text(out)).isEqualTo("{\"said\":\"done\"}\n");
    }

    @Test
    void colours_are_only_for_terminals_that_want_them() {
        new Output(console(new Terminal(true, true, true)), false, false).answer(new Said("done", 0));
        assertThat(text(out)).isEqualTo("\u001b[32mdone\u001b[0m\n");
        out.reset();
        new Output(console(new Terminal(true, true, false)), false, false).answer(new Said("done", 0));
        assertThat(text(out)).isEqualTo("done\n");
        out.reset();
        new Output(console(new Terminal(false, true, true)), false, false).answer(new Said("done", 0));
        assertThat(text(out)).isEqualTo("done\n");
    }

    @Test
    void progress_is_drawn_on_terminals_only_and_removed_at_the_end() {
        try (ProgressBar bar = new Output(console(Terminal.NONE), false, false).progress("copying", 10)) {
            bar.at(5);
        }
        assertThat(text(err)).isEmpty();

        try (ProgressBar bar =
                new Output(console(new Terminal(false, true, false)), false, false).progress("copying", 10)) {
            bar.at(5);
            bar.at(6); // too soon to be drawn
            now = now.plusMillis(500);
            bar.advance(1);
        }
        assertThat(text(err))
                .isEqualTo("\r\u001b[Kcopying [############------------] 50 % 5 of 10"
                        + "\r\u001b[Kcopying [################--------] 70 % 7 of 10, 14/s, 0 s left\r\u001b[K");
    }

    @Test
    void a_bar_says_how_far_how_fast_and_how_long_still() {
        assertThat(ProgressBar.line("copying", 1000, 4000, Duration.ofSeconds(2)))
                .isEqualTo("copying [######------------------] 25 % 1,000 of 4,000, 500/s, 6 s left");
        assertThat(ProgressBar.line("worked", 1000, 0, Duration.ofSeconds(2))).isEqualTo("worked 1,000, 500/s");
        assertThat(ProgressBar.line("copying", 0, 4, Duration.ZERO))
                .isEqualTo("copying [------------------------] 0 % 0 of 4");
        assertThat(ProgressBar.line("copying", 5, 4, Duration.ofSeconds(1)))
                .startsWith("copying [########################] 100 % 5 of 4");
    }

    @Test
    void no_color_and_dumb_terminals_are_respected() {
        assertThat(Terminal.detect(Map.of(), "out,err")).isEqualTo(new Terminal(true, true, true));
        assertThat(Terminal.detect(Map.of("NO_COLOR", "1"), "out")).isEqualTo(new Terminal(true, false, false));
        assertThat(Terminal.detect(Map.of("NO_COLOR", ""), "err")).isEqualTo(new Terminal(false, true, true));
        assertThat(Terminal.detect(Map.of("TERM", "dumb"), "none")).isEqualTo(new Terminal(false, false, false));
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void every_error_code_has_an_exit_code(ErrorCode code) {
        assertThat(ExitCode.of(code)).isIn(ExitCode.FAILED, ExitCode.USAGE, ExitCode.UNAVAILABLE);
    }

    @Test
    void an_error_is_a_message_and_with_json_a_document_too() {
        ErrorReport report = ErrorReport.of(ErrorCode.UNAVAILABLE.error("It is busy."));
        assertThat(report.tell(console(Terminal.NONE), true, false, Style.PLAIN))
                .isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(text(err)).isEqualTo("error: It is busy.\n");
        assertThat(text(out)).isEqualTo("{\"error\":\"UNAVAILABLE\",\"message\":\"It is busy.\"}\n");
    }

    @Test
    void a_stack_trace_is_shown_only_to_who_asks() {
        ErrorReport report = ErrorReport.of(new IllegalStateException("oops"));
        report.tell(console(Terminal.NONE), false, false, Style.PLAIN);
        assertThat(text(err))
                .startsWith("error: Unexpected IllegalStateException: oops.")
                .doesNotContain("at dev.taskport");
        report.tell(console(Terminal.NONE), false, true, Style.PLAIN);
        assertThat(text(err)).contains("at dev.taskport.app.output.OutputTest");
    }

    @Test
    void a_table_is_as_wide_as_its_cells_whatever_their_colour() {
        Style style = new Style(true);
        String table = new Table("A", "B", "C")
                .row(style.status(TaskStatus.COMPLETED, "x"), "long", 1)
                .row("yyy", "", "")
                .text(Style.PLAIN);
        assertThat(table).isEqualTo("A    B     C\n\u001b[32mx\u001b[0m    long  1\nyyy");
    }

    @Test
    void a_long_table_costs_a_look_at_each_cell_and_not_at_each_cell_per_row() {
        Table table = new Table("A", "B");
        IntStream.range(0, 10_000).forEach(i -> table.row(i, "x"));
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long began = threads.getCurrentThreadCpuTime();
        assertThat(table.text(Style.PLAIN).lines()).hasSize(10_001);
        // A few milliseconds; a look at each cell per row would be hundreds of millions of looks.
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - began)).isLessThan(Duration.ofSeconds(3));
    }

    @ParameterizedTest
    @CsvSource({"0,0 s", "119,119 s", "120,2 min", "7199,119 min", "7200,2 h", "172799,47 h", "172800,2 d"})
    void times_are_said_roughly(long seconds, String expected) {
        assertThat(Words.about(Duration.ofSeconds(seconds))).isEqualTo(expected);
    }

    @Test
    void words_fit_into_a_line() {
        assertThat(Words.tasks(1)).isEqualTo("1 task");
        assertThat(Words.tasks(20_000)).isEqualTo("20,000 tasks");
        assertThat(Words.bytes(512)).isEqualTo("512 B");
        assertThat(Words.bytes(1536)).isEqualTo("1.5 KiB");
        assertThat(Words.bytes(3 * 1024 * 1024)).isEqualTo("3.0 MiB");
        assertThat(Words.oneLine("a\n\tb\u001b[31m", 10)).isEqualTo("a b [31m");
        assertThat(Words.oneLine("abcdef", 4)).isEqualTo("abc…");
        assertThat(Words.oneLine(null, 4)).isEmpty();
    }

    private record Said(String what, int exitCode) implements Answer {
        @Override
        public Object json() {
            return Json.object("said", what);
        }

        @Override
        public String text(Style style) {
            return style.good(what);
        }
    }

    private Console console(Terminal terminal) {
        return new Console(
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of(),
                Path.of(""),
                terminal,
                () -> now);
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
