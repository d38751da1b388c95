package dev.taskport.bench.suite;

import dev.taskport.bench.Durability;
import dev.taskport.bench.Load;
import dev.taskport.bench.Pace;
import dev.taskport.bench.Phase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What whoever started the harness chose.
 *
 * @param durability Taskport's and the mark's
 * @param peerDurability that of the peers that leave the choice
 * @param load what is enqueued in throughput phases
 * @param window for how long something is watched that has no end of its own
 * @param sizes how many tasks wait, where that is what is compared; ascending
 * @param finished how many finished tasks lie behind them
 * @param npm where peers for Node are, or will be, installed; empty leaves them out
 * @param folder where files lie meanwhile; an empty folder of the harness
 */
public record Setup(
        Durability durability,
        Durability peerDurability,
        Load load,
        Set<Entrant> entrants,
        Set<Phase> phases,
        Duration window,
        List<Integer> sizes,
        int finished,
        Optional<Path> npm,
        Path folder) {

    private static final int STARTS_PER_SECOND = 20;

    public Setup {
        entrants = Set.copyOf(entrants);
        phases = Set.copyOf(phases);
        sizes = sizes.stream().sorted().distinct().toList();
    }

    Pace pace() {
        return new Pace(STARTS_PER_SECOND, window);
    }

    Durability durability(Entrant entrant) {
        return entrant.isPeer() ? peerDurability : durability;
    }
}
