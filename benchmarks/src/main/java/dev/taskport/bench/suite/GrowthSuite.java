package dev.taskport.bench.suite;

import dev.taskport.bench.Latencies;
import dev.taskport.bench.Measure;
import dev.taskport.bench.Phase;
import dev.taskport.bench.Suite;
import dev.taskport.bench.Trial;
import dev.taskport.domain.Capabilities;
import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.Lease;
import dev.taskport.domain.Outcome;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.Settlement;
import dev.taskport.domain.WorkerId;
import dev.taskport.domain.Workspace;
import dev.taskport.engine.Taskport;
import dev.taskport.port.ClaimRequest;
import dev.taskport.port.TaskLeasing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether a claim becomes slower when more tasks wait, or when more urgent ones may not be taken. Each store is filled once and
 * kept for all rounds; what a claim took is given back, untimed.
 */
final class GrowthSuite implements Suite {

    private static final int CLAIMS_MAX = 1_000;
    /** There are many kinds of claims, so each gets a part of the window. */
    private static final int WINDOW_PARTS = 5;

    private static final List<SchedulingStrategy> STRATEGIES = List.of(
            SchedulingStrategy.FIFO,
            SchedulingStrategy.LIFO,
            SchedulingStrategy.PRIORITY,
            SchedulingStrategy.WEIGHTED_RANDOM);

    private final Setup setup;
    private final Map<Waiting, Taskport> stores = new LinkedHashMap<>();

    GrowthSuite(Setup setup) {
        this.setup = setup;
    }

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public String title() {
        return String.format(
                "How long one claim takes, SQLite %s, %,d finished tasks behind those that wait",
                setup.durability(), setup.finished());
    }

    @Override
    public String mark() {
        return plain(setup.sizes().get(0), false).words();
    }

    private static Waiting plain(int free, boolean weighted) {
        return new Waiting(free, 0, Waiting.Obstacle.NONE, weighted);
    }

    @Override
    public List<Trial> trials() {
        List<Trial> trials = new ArrayList<>();
        for (SchedulingStrategy strategy : STRATEGIES) {
            for (int max : List.of(1, Phase.BATCH)) {
                waiting(strategy)
                        .forEach(waiting -> trials.add(new Trial(
                                "claim " + max + ", " + strategy,
                                waiting.words(),
                                folder -> claims(waiting, strategy, max))));
            }
        }
        return trials;
    }

    private List<Waiting> waiting(SchedulingStrategy strategy) {
        List<Waiting> all = new ArrayList<>();
        boolean weighted = strategy == SchedulingStrategy.WEIGHTED_RANDOM;
        List<Integer> sizes = setup.sizes();
        sizes.forEach(size -> all.add(plain(size, weighted)));
        if (strategy == SchedulingStrategy.PRIORITY) {
            for (Waiting.Obstacle obstacle : Waiting.Obstacle.values()) {
                if (obstacle != Waiting.Obstacle.NONE) {
                    all.add(new Waiting(sizes.get(0), sizes.get(sizes.size() - 1), obstacle, false));
                }
            }
        }
        return all;
    }

    private Map<Measure, Double> claims(Waiting waiting, SchedulingStrategy strategy, int max) throws IOException {
        TaskLeasing leasing = store(waiting).backend().leasing();
        ClaimRequest request = new ClaimRequest(
                new WorkerId("bench"),
                Workspace.DEFAULT,
                Set.of(Waiting.TYPE, Waiting.PAUSED),
                Capabilities.NONE,
                strategy,
                max,
                Lease.DEFAULT);
        Latencies latencies = new Latencies();
        long end = System.nanoTime() + setup.window().toNanos() / WINDOW_PARTS;
        for (int i = 0; i < CLAIMS_MAX && System.nanoTime() - end < 0; i++) {
            long start = System.nanoTime();
            List<ClaimedTask> held = leasing.claim(request);
            latencies.add(System.nanoTime() - start);
            requireAll(held, max, waiting);
            leasing.settle(givenBack(held)).forEach(MemorySuite::requireApplied);
        }
        return latencies.figures();
    }

    private Taskport store(Waiting waiting) throws IOException {
        Taskport known = stores.get(waiting);
        if (known != null) {
            return known;
        }
        Path folder = Files.createTempDirectory(setup.folder(), "growth");
        Taskport opened = waiting.open(folder, setup.durability(), setup.load(), setup.finished());
        stores.put(waiting, opened);
        return opened;
    }

    private static void requireAll(List<ClaimedTask> held, int max, Waiting waiting) {
        boolean right = held.stream().allMatch(task -> task.task().type().equals(Waiting.TYPE));
        if (held.size() != max || !right) {
            throw new IllegalStateException(
                    held.size() + " tasks were claimed where " + max + " could be: " + waiting.words());
        }
    }

    private static List<Settlement> givenBack(List<ClaimedTask> held) {
        return held.stream()
                .map(task -> new Settlement(task.lease(), new Outcome.Release()))
                .toList();
    }

    @Override
    public void close() {
        stores.values().forEach(Taskport::close);
        stores.clear();
    }
}
