package dev.taskport.bench.report;

import dev.taskport.bench.Measure;
import dev.taskport.bench.Phase;
import dev.taskport.bench.Rounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The least that Taskport must reach beside the mark, so that a change that makes it much slower does not go unnoticed. Ratios
 * of one run hold on any machine; even so, machines are noisy, and a floor far below what is usual is one that means something.
 *
 * @param least by phase, as a part of the mark's rate in the same rounds
 */
public record Floors(Map<Phase, Double> least) {

    public Floors {
        least = Map.copyOf(least);
    }

    /**
     * What does not reach its floor, in words; what was not measured does not reach it either.
     *
     * @param contestant whose floors these are
     */
    public List<String> breaches(Report report, String contestant) {
        List<String> breaches = new ArrayList<>();
        least.forEach((phase, floor) -> {
            Optional<Double> reached = ratio(report, phase, contestant);
            if (reached.isEmpty() || reached.get() < floor) {
                breaches.add(String.format(
                        Locale.ROOT,
                        "%s, %s: %s of the mark, and %.2f is the least.",
                        phase.title(),
                        contestant,
                        reached.map(ratio -> String.format(Locale.ROOT, "%.2f", ratio))
                                .orElse("nothing"),
                        floor));
            }
        });
        return breaches.stream().sorted().toList();
    }

    private static Optional<Double> ratio(Report report, Phase phase, String contestant) {
        return report.parts().stream()
                .flatMap(part -> part.rows().stream())
                .filter(row ->
                        row.work().equals(phase.title()) && row.contestant().equals(contestant))
                .filter(row -> row.measure() == Measure.RATE)
                .map(Rounds.Row::ratio)
                .filter(ratio -> !ratio.isNone())
                .map(ratio -> ratio.median())
                .findFirst();
    }
}
