package dev.taskport.bench.micro;

import dev.taskport.domain.LaneMerge;
import dev.taskport.domain.Priority;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.WeightedRace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a claim of 100 chooses from its lanes: by order, and by chance. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OrderBenchmark {

    private static final int CLAIM = 100;
    private static final long SEED = 4_711;

    /** How many lanes the worker may take. */
    @Param({"1", "10"})
    public int lanes;

    private final List<List<Integer>> ordered = new ArrayList<>();
    private final List<WeightedRace.Runners<Integer>> runners = new ArrayList<>();
    private final Random random = new Random(SEED);

    @Setup
    public void fill() {
        for (int lane = 0; lane < lanes; lane++) {
            ordered.add(random.ints(CLAIM).sorted().boxed().toList());
            runners.add(new WeightedRace.Runners<>(lane, 0, tickets(lane)));
        }
    }

    private List<WeightedRace.Ticket> tickets(int lane) {
        List<WeightedRace.Ticket> tickets = new ArrayList<>();
        for (int i = 0; i < CLAIM; i++) {
            tickets.add(new WeightedRace.Ticket(
                    new TaskId((long) lane * CLAIM + i), WeightedRace.draw(0, Priority.DEFAULT, random)));
        }
        tickets.sort(Comparator.naturalOrder());
        return tickets;
    }

    @Benchmark
    public Object merge() {
        List<Iterator<Integer>> heads = ordered.stream().map(List::iterator).toList();
        return LaneMerge.first(CLAIM, heads, Comparator.naturalOrder());
    }

    @Benchmark
    public Object race() {
        return WeightedRace.run(CLAIM, runners);
    }

    @Benchmark
    public double draw() {
        return WeightedRace.draw(0, Priority.DEFAULT, random);
    }
}
