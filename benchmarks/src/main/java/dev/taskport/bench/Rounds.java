package dev.taskport.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Rounds in which the trials of a suite take turns, so that what disturbs the machine disturbs all of them. The first round
 * warms up and does not count. A trial that fails is told of and takes no further turn: the others' figures still stand.
 */
public final class Rounds {

    private final Suite suite;
    private final Consumer<String> progress;
    private final Map<Trial, List<Map<Measure, Double>>> taken = new LinkedHashMap<>();
    private final Map<Trial, String> failures = new LinkedHashMap<>();

    /** @param progress is told what runs */
    public Rounds(Suite suite, Consumer<String> progress) {
        this.suite = suite;
        this.progress = progress;
        suite.trials().forEach(trial -> taken.put(trial, new ArrayList<>()));
    }

    /**
     * Has all of them take their turns.
     *
     * @param first 0 to begin with the round that warms up, 1 to leave it out
     * @param rounds how many count
     * @param folder where each turn gets an empty folder that is removed afterwards
     */
    public Outcome run(int first, int rounds, Path folder) throws IOException {
        for (int round = first; round <= rounds; round++) {
            for (Trial trial : taken.keySet()) {
                if (!failures.containsKey(trial)) {
                    progress.accept((round == 0 ? "warm-up" : "round " + round + " of " + rounds) + ": " + trial);
                    turn(trial, round > 0, folder);
                }
            }
        }
        return new Outcome(rows(), failures());
    }

    private void turn(Trial trial, boolean counts, Path folder) throws IOException {
        Path own = Files.createTempDirectory(folder, "turn");
        try {
            Map<Measure, Double> figures = trial.turn().take(own);
            if (counts) {
                taken.computeIfAbsent(trial, each -> new ArrayList<>()).add(figures);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("Interrupted in " + trial, e);
        } catch (Exception e) {
            failures.put(trial, String.valueOf(e.getMessage()));
            progress.accept("failed: " + trial + ": " + e.getMessage());
        } finally {
            remove(own);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        taken.forEach((trial, turns) -> {
            if (!failures.containsKey(trial)) {
                measures(turns).forEach(measure -> rows.add(row(trial, measure, turns)));
            }
        });
        return rows;
    }

    private static Iterable<Measure> measures(List<Map<Measure, Double>> turns) {
        Map<Measure, Double> all = new EnumMap<>(Measure.class);
        turns.forEach(all::putAll);
        return all.keySet();
    }

    private Row row(Trial trial, Measure measure, List<Map<Measure, Double>> turns) {
        List<Map<Measure, Double>> marks = marks(trial.work());
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < marks.size(); round++) {
            Double mark = marks.get(round).get(measure);
            Double value = turns.get(round).get(measure);
            if (mark != null && mark > 0 && value != null) {
                ratios.add(value / mark);
            }
        }
        return new Row(
                trial.work(),
                trial.contestant(),
                measure,
                Spread.of(turns.stream()
                        .filter(each -> each.containsKey(measure))
                        .map(each -> each.get(measure))
                        .toList()),
                ratios.isEmpty() ? Spread.NONE : Spread.of(ratios));
    }

    private List<Map<Measure, Double>> marks(String work) {
        return taken.entrySet().stream()
                .filter(each -> each.getKey().work().equals(work))
                .filter(each -> each.getKey().contestant().equals(suite.mark()))
                .filter(each -> !failures.containsKey(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(List.of());
    }

    private List<String> failures() {
        return failures.entrySet().stream()
                .map(each -> each.getKey() + ": " + each.getValue())
                .toList();
    }

    /**
     * One figure of one contestant.
     *
     * @param ratio to the mark in the same rounds; {@link Spread#NONE} where the mark has no such figure
     */
    public record Row(String work, String contestant, Measure measure, Spread value, Spread ratio) {}

    /**
     * What came out.
     *
     * @param failures the trials that did not do their work, and why; they have no rows
     */
    public record Outcome(List<Row> rows, List<String> failures) {}
}
