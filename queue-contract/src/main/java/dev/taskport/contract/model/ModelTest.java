package dev.taskport.contract.model;

import dev.taskport.contract.Bench;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Runs seeds, and tells of a failing one what it takes: the seed, how to run it again, and the shortest story that was
 * found. {@code -Dtaskport.long=true} makes it long, {@code -Dtaskport.seconds=N} begins no further seed after so many
 * seconds, {@code -Dtaskport.seed=N} runs one seed.
 */
public final class ModelTest {

    private static final int SHORT_SEEDS = 12;
    private static final int SHORT_STEPS = 400;
    private static final int LONG_SEEDS = 200;
    private static final int LONG_STEPS = 2000;
    /** A failing run is repeated at most so often to shorten it. */
    private static final int SHRINKING_RUNS_MAX = 400;

    private final Supplier<Bench> benches;
    private final boolean isLong = Boolean.getBoolean("taskport.long");

    private int reopenings;
    private int stepsAfterReopening;

    /** @param benches opens a fresh store for each run */
    public ModelTest(Supplier<Bench> benches) {
        this.benches = benches;
    }

    /**
     * Runs all seeds that are due.
     *
     * @param name of the backend, for what is printed
     * @throws AssertionError at the first seed that fails
     */
    public void run(String name) {
        long begun = System.nanoTime();
        long budget = TimeUnit.SECONDS.toNanos(Long.getLong("taskport.seconds", Long.MAX_VALUE));
        int runs = 0;
        for (long seed : seeds()) {
            if (System.nanoTime() - begun < budget) {
                run(name, seed);
                runs++;
            }
        }
        System.out.printf(
                "model test of %s: %d seeds x %d steps in %.1f s, %d reopenings, %d steps on a store that was reopened%n",
                name, runs, length(), (System.nanoTime() - begun) / 1e9, reopenings, stepsAfterReopening);
    }

    private long[] seeds() {
        Long seed = Long.getLong("taskport.seed");
        return seed != null
                ? new long[] {seed}
                : LongStream.rangeClosed(1, isLong ? LONG_SEEDS : SHORT_SEEDS).toArray();
    }

    private int length() {
        return Integer.getInteger("taskport.steps", isLong ? LONG_STEPS : SHORT_STEPS);
    }

    private void run(String name, long seed) {
        List<Step> all = steps(seed, length());
        Failure failure = attempt(all);
        if (failure != null) {
            Failure shortest = new Shrinking(this, failure).run();
            throw new AssertionError(shortest.tell(name, seed, length()), shortest.cause());
        }
    }

    /** The steps that a seed stands for. */
    static List<Step> steps(long seed, int count) {
        Random random = new Random(seed);
        Step.Kind[] kinds = Step.Kind.values();
        int total = Arrays.stream(kinds).mapToInt(kind -> kind.weight).sum();
        List<Step> steps = new ArrayList<>();
        while (steps.size() < count) {
            steps.add(new Step(drawn(kinds, random.nextInt(total)), random.nextLong()));
        }
        return steps;
    }

    private static Step.Kind drawn(Step.Kind[] kinds, int number) {
        int left = number;
        for (Step.Kind kind : kinds) {
            left -= kind.weight;
            if (left < 0) {
                return kind;
            }
        }
        throw new IllegalArgumentException("The number " + number + " is beyond the weights");
    }

    /** How a run failed. */
    record Failure(List<Step> steps, List<String> story, Throwable cause) {

        String tell(String name, long seed, int length) {
            return "The model and " + name + " differ. Run it again with -Dtaskport.seed=" + seed + " -Dtaskport.steps="
                    + length + ". It takes " + steps.size() + " steps:\n  " + String.join("\n  ", story)
                    + "\nand then: "
                    + cause.getMessage();
        }
    }

    /** Takes the steps on a fresh store; null if all went well. */
    @Nullable
    Failure attempt(List<Step> taken) {
        try (Bench bench = benches.get()) {
            ModelRun run = new ModelRun(bench);
            try {
                run.take(taken);
            } catch (AssertionError | RuntimeException difference) {
                return new Failure(taken, run.story(), difference);
            } finally {
                reopenings += run.reopenings();
                stepsAfterReopening += run.stepsAfterReopening();
            }
            return null;
        }
    }

    /** Leaves out steps as long as the run still fails. */
    private static final class Shrinking {

        private final ModelTest test;
        private Failure shortest;
        private int runs;

        Shrinking(ModelTest test, Failure failure) {
            this.test = test;
            this.shortest = failure;
        }

        Failure run() {
            for (int chunk = shortest.steps().size() / 2; chunk > 0; chunk = next(chunk)) {
                for (int from = 0; from < shortest.steps().size() && runs < SHRINKING_RUNS_MAX; ) {
                    from += without(from, chunk) ? 0 : chunk;
                }
            }
            return shortest;
        }

        private int next(int chunk) {
            return runs < SHRINKING_RUNS_MAX ? chunk / 2 : 0;
        }

        /** Whether the run still fails without these steps; then they stay out. */
        private boolean without(int from, int count) {
            List<Step> fewer = new ArrayList<>(shortest.steps());
            fewer.subList(from, Math.min(from + count, fewer.size())).clear();
            runs++;
            Failure failure = test.attempt(fewer);
            if (failure != null) {
                shortest = failure;
            }
            return failure != null;
        }
    }
}
