package dev.taskport.bench.suite;

import dev.taskport.bench.Phase;
import dev.taskport.bench.Suite;
import dev.taskport.bench.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Taskport and its peers beside a plain table: how many tasks a second go in, and how many come out. */
final class PeersSuite implements Suite {

    private final Setup setup;
    private final Contest contest;

    PeersSuite(Setup setup) {
        this.setup = setup;
        this.contest = new Contest(setup);
    }

    @Override
    public String name() {
        return "peers";
    }

    @Override
    public String title() {
        return "Taskport and its peers, each in a process of its own, beside a plain table without any library";
    }

    @Override
    public String mark() {
        return contest.contestant(Entrant.PLAIN).name();
    }

    @Override
    public List<Trial> trials() {
        List<Trial> trials = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            if (setup.phases().contains(phase)) {
                contest.entrants().stream()
                        .filter(entrant -> contest.contestant(entrant).takesPart(phase))
                        .forEach(entrant -> trials.add(new Trial(
                                phase.title(),
                                contest.contestant(entrant).name(),
                                folder -> contest.phase(entrant, phase, folder))));
            }
        }
        return trials;
    }

    @Override
    public Map<String, String> settings() {
        return contest.settings(contest.entrants());
    }

    @Override
    public void close() {
        contest.close();
    }
}
