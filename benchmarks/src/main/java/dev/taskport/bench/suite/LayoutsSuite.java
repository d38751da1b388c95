package dev.taskport.bench.suite;

import dev.taskport.bench.Contestant;
import dev.taskport.bench.Measure;
import dev.taskport.bench.Phase;
import dev.taskport.bench.Suite;
import dev.taskport.bench.Trial;
import dev.taskport.bench.layout.Layouts;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Ways to lay a queue out in tables, without Taskport around them. */
final class LayoutsSuite implements Suite {

    private final Setup setup;
    private final List<Contestant> contestants;
    /** A property of the layout, not of the round: weighed once. */
    private Map<String, Double> bytes = Map.of();

    LayoutsSuite(Setup setup) {
        this.setup = setup;
        this.contestants = Layouts.contestants(setup.durability().name());
    }

    @Override
    public String name() {
        return "layouts";
    }

    @Override
    public String title() {
        return "Ways to lay a queue out in tables, without Taskport around them, SQLite " + setup.durability();
    }

    @Override
    public String mark() {
        return contestants.get(0).name();
    }

    @Override
    public List<Trial> trials() {
        List<Trial> trials = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            if (setup.phases().contains(phase)) {
                contestants.stream()
                        .filter(contestant -> contestant.takesPart(phase))
                        .forEach(contestant -> trials.add(new Trial(
                                phase.title(),
                                contestant.name(),
                                folder -> contestant
                                        .run(phase, setup.load(), folder)
                                        .figures())));
            }
        }
        Layouts.names()
                .forEach(name -> trials.add(
                        new Trial("waiting tasks", name, folder -> Map.of(Measure.DISK, bytes(name, folder)))));
        return trials;
    }

    private double bytes(String layout, Path folder) throws IOException, SQLException {
        if (bytes.isEmpty()) {
            bytes = Layouts.bytes(setup.load(), folder);
        }
        return bytes.getOrDefault(layout, Double.NaN);
    }
}
