package dev.taskport.bench.report;

import dev.taskport.bench.Measure;
import dev.taskport.bench.Rounds;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The report as one page that asks nothing of any network: bars for what was measured, and the figures beside them. */
public final class HtmlReport {

    private static final String FRAME = "report.html";

    private HtmlReport() {}

    public static void write(Report report, Path file) throws IOException {
        Files.writeString(file, page(report));
    }

    static String page(Report report) throws IOException {
        StringBuilder body = new StringBuilder("<h1>Taskport benchmarks</h1>\n<h2>Conditions</h2>\n");
        body.append(definitions(report.conditions().values()));
        report.parts().forEach(part -> body.append(section(part)));
        return frame().replace("<!--body-->", body);
    }

    private static String frame() throws IOException {
        try (InputStream frame = HtmlReport.class.getResourceAsStream(FRAME)) {
            if (frame == null) {
                throw new IllegalStateException("The resource " + FRAME + " is missing.");
            }
            return new String(frame.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String definitions(Map<String, String> values) {
        StringBuilder list = new StringBuilder("<dl>\n");
        values.forEach((name, value) -> list.append("<dt>" + text(name) + "</dt><dd>" + text(value) + "</dd>\n"));
        return list.append("</dl>\n").toString();
    }

    private static String section(Report.Part part) {
        StringBuilder section = new StringBuilder("<section>\n<h2>" + text(part.name()) + "</h2>\n<p>"
                + text(part.title()) + ". Median (least to greatest) of the rounds; ratios are taken round by round to "
                + text(part.mark()) + ".</p>\n");
        section.append("<details><summary>Settings</summary>" + definitions(part.settings()) + "</details>\n");
        charts(part).forEach((title, rows) -> section.append(chart(title, rows)));
        part.failures().forEach(failure -> section.append("<p class=failed>Not measured: " + text(failure) + "</p>\n"));
        return section.append("</section>\n").toString();
    }

    /** Bars are compared within one kind of work and one unit. */
    private static Map<String, List<Rounds.Row>> charts(Report.Part part) {
        Map<String, List<Rounds.Row>> charts = new LinkedHashMap<>();
        for (Rounds.Row row : part.rows()) {
            charts.computeIfAbsent(
                    title(row.work(), row.measure()),
                    title -> part.rows().stream()
                            .filter(each -> title(each.work(), each.measure()).equals(title))
                            .toList());
        }
        return charts;
    }

    private static String title(String work, Measure measure) {
        return work + ", " + measure.unit();
    }

    private static String chart(String title, List<Rounds.Row> rows) {
        double greatest =
                rows.stream().mapToDouble(row -> row.value().median()).max().orElse(0);
        StringBuilder chart = new StringBuilder("<h3>" + text(title) + "</h3>\n<table>\n");
        for (Rounds.Row row : rows) {
            double width = greatest > 0 ? 100 * row.value().median() / greatest : 0;
            chart.append(String.format(
                    Locale.ROOT,
                    "<tr><th scope=row>%s</th><td class=bar><span style=\"width:%.1f%%\"></span></td>"
                            + "<td>%s</td><td>%s to %s</td><td>%s</td></tr>%n",
                    text(row.contestant()),
                    width,
                    TerminalReport.number(row.value().median()),
                    TerminalReport.number(row.value().least()),
                    TerminalReport.number(row.value().greatest()),
                    row.ratio().isNone() ? "" : "&times; " + TerminalReport.ratio(row.ratio())));
        }
        return chart.append("</table>\n").toString();
    }

    private static String text(String plain) {
        return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
