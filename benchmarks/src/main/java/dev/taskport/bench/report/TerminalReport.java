package dev.taskport.bench.report;

import dev.taskport.bench.Measure;
import dev.taskport.bench.Rounds;
import dev.taskport.bench.Spread;
import java.io.PrintWriter;
import java.util.Locale;

/** The report as a table, for people. */
public final class TerminalReport {

    private static final int BAR = 20;

    private TerminalReport() {}

    public static void print(Report report, PrintWriter out) {
        report.conditions().values().forEach((name, value) -> out.printf("%-14s %s%n", name, value));
        report.parts().forEach(part -> print(part, out));
        out.flush();
    }

    private static void print(Report.Part part, PrintWriter out) {
        out.printf("%n%s: %s%n", part.name(), part.title());
        out.printf("median (least to greatest) of the rounds; ratios, round by round, to \"%s\"%n", part.mark());
        part.settings().forEach((name, value) -> out.printf("  %s: %s%n", name, value));
        String work = "";
        for (Rounds.Row row : part.rows()) {
            if (!row.work().equals(work)) {
                work = row.work();
                out.printf("%n%s%n", work);
            }
            out.printf(
                    "  %-34s %-22s %28s  %-22s %s%n",
                    row.contestant(),
                    row.measure().unit(),
                    spread(row.value()),
                    row.ratio().isNone() ? "" : ratio(row.ratio()),
                    row.measure() == Measure.RATE && !row.ratio().isNone()
                            ? bar(row.ratio().median())
                            : "");
        }
        part.failures().forEach(failure -> out.printf("not measured: %s%n", failure));
    }

    /** Three figures that matter, whatever the size. */
    static String number(double value) {
        double size = Math.abs(value);
        String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.3g";
        return value == 0 ? "0" : String.format(Locale.ROOT, format, value);
    }

    private static String spread(Spread spread) {
        return number(spread.median()) + " (" + number(spread.least()) + " to " + number(spread.greatest()) + ")";
    }

    static String ratio(Spread ratio) {
        return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", ratio.median(), ratio.least(), ratio.greatest());
    }

    /** One letter for a tenth of the mark, as far as there is room. */
    private static String bar(double ratio) {
        int length = (int) Math.round(10 * ratio);
        return "=".repeat(Math.min(BAR, length)) + (length > BAR ? ">" : "");
    }
}
