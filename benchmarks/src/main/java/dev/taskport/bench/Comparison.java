package dev.taskport.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Rounds in which the contestants take turns, so that what disturbs the machine disturbs all of them. The first round warms up
 * and does not count.
 */
public final class Comparison {

    private final List<Contestant> contestants;
    private final List<Phase> phases;
    private final Load load;
    private final Map<Phase, Map<String, List<Double>>> rates = new EnumMap<>(Phase.class);

    /**
     * Of contestants in these phases.
     *
     * @param contestants the first is the mark that the others are compared with
     */
    public Comparison(List<Contestant> contestants, List<Phase> phases, Load load) {
        this.contestants = List.copyOf(contestants);
        this.phases = List.copyOf(phases);
        this.load = load;
    }

    /**
     * Has all of them take their turns, round by round.
     *
     * @param folder where each turn gets an empty folder that is removed afterwards
     * @param progress is told what runs
     */
    public void run(int rounds, Path folder, Consumer<String> progress) throws Exception {
        for (int round = 0; round <= rounds; round++) {
            for (Phase phase : phases) {
                for (Contestant contestant : contestants) {
                    if (contestant.takesPart(phase)) {
                        progress.accept((round == 0 ? "warm-up" : "round " + round + " of " + rounds) + ": "
                                + phase.title() + ", " + contestant.name());
                        double rate = turn(contestant, phase, folder);
                        if (round > 0) {
                            keep(phase, contestant, rate);
                        }
                    }
                }
            }
        }
    }

    private double turn(Contestant contestant, Phase phase, Path folder) throws Exception {
        Path own = Files.createTempDirectory(folder, "turn");
        try {
            return contestant.run(phase, load, own).perSecond();
        } finally {
            remove(own);
        }
    }

    private void keep(Phase phase, Contestant contestant, double rate) {
        rates.computeIfAbsent(phase, each -> new LinkedHashMap<>())
                .computeIfAbsent(contestant.name(), each -> new ArrayList<>())
                .add(rate);
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    /** One row for each phase and contestant: the rates, and how they stand to the mark's of the same rounds. */
    public List<Row> rows() {
        String mark = contestants.get(0).name();
        List<Row> rows = new ArrayList<>();
        rates.forEach((phase, byName) -> byName.forEach((name, values) -> rows.add(new Row(
                phase,
                name,
                Spread.of(values),
                byName.containsKey(mark) ? Spread.of(ratios(values, byName.get(mark))) : Spread.NONE))));
        return rows;
    }

    private static List<Double> ratios(List<Double> values, List<Double> marks) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < values.size(); round++) {
            ratios.add(values.get(round) / marks.get(round));
        }
        return ratios;
    }

    /**
     * What one contestant reached in one phase.
     *
     * @param ratio to the mark; {@link Spread#NONE} where the mark does not take part
     */
    public record Row(Phase phase, String name, Spread rate, Spread ratio) {}
}
