package dev.taskport.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.taskport.bench.Measure;
import dev.taskport.bench.Rounds;
import dev.taskport.bench.Spread;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    @TempDir
    Path folder;

    private Report report(List<String> failures) throws Exception {
        List<Rounds.Row> rows = List.of(
                new Rounds.Row("drain", "mark", Measure.RATE, new Spread(1_000, 900, 1_100), new Spread(1, 1, 1)),
                new Rounds.Row(
                        "drain", "a <b> & c", Measure.RATE, new Spread(500, 400, 600), new Spread(0.5, 0.4, 0.6)),
                new Rounds.Row("idle", "mark", Measure.IDLE, new Spread(0.25, 0, 0.5), Spread.NONE));
        return new Report(
                Conditions.now(Instant.EPOCH, folder, Map.of("rounds", "5")),
                List.of(new Report.Part(
                        "peers", "What is compared", "mark", Map.of("mark", "as it is"), rows, failures)));
    }

    @Test
    void the_conditions_name_machine_java_and_libraries() throws Exception {
        assertThat(report(List.of()).conditions().values())
                .containsEntry("when", "1970-01-01T00:00:00Z")
                .containsEntry("rounds", "5")
                .containsKeys("machine", "Java", "JVM options", "file system")
                .hasEntrySatisfying(
                        "libraries",
                        value -> assertThat(value)
                                .contains("sqlite-jdbc 3.", "jobrunr 8.", "db-scheduler 16.", "artemis-server 2."));
    }

    @Test
    void the_table_gives_every_figure_and_what_could_not_be_measured() throws Exception {
        StringWriter out = new StringWriter();
        TerminalReport.print(report(List.of("drain, x: no task came")), new PrintWriter(out));

        assertThat(out.toString())
                .contains(
                        "1,000 (900 to 1,100)",
                        "0.50 (0.40 to 0.60)    =====\n",
                        "0.250 (0 to 0.500)",
                        "mark: as it is")
                .contains("not measured: drain, x: no task came");
    }

    @Test
    void the_document_gives_every_figure() throws Exception {
        Path file = folder.resolve("report.json");
        JsonReport.write(report(List.of()), file);

        JsonNode part = new ObjectMapper().readTree(file.toFile()).get("parts").get(0);
        assertThat(part.get("figures")).hasSize(3);
        assertThat(part.get("figures").get(1).get("ratio").get("median").asDouble())
                .isEqualTo(0.5);
        assertThat(part.get("figures").get(2).get("ratio").isNull()).isTrue();
        assertThat(part.get("settings").get("mark").asText()).isEqualTo("as it is");
    }

    @Test
    void the_page_shows_bars_asks_no_network_and_lets_no_name_become_markup() throws Exception {
        Path file = folder.resolve("report.html");
        HtmlReport.write(report(List.of("drain, x: <none>")), file);

        assertThat(file)
                .content()
                .contains("width:50.0%", "prefers-color-scheme: dark", "a &lt;b&gt; &amp; c", "x: &lt;none&gt;")
                .doesNotContain("<b>", "http:", "https:", "url(", "<script", "<!--body-->");
    }

    @Test
    void a_report_is_complete_when_nothing_failed() throws Exception {
        assertThat(report(List.of()).complete()).isTrue();
        assertThat(report(List.of("x")).complete()).isFalse();
    }
}
