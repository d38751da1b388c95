package dev.taskport.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundsTest {

    @TempDir
    Path folder;

    private record Fixed(List<Trial> trials) implements Suite {

        @Override
        public String name() {
            return "fixed";
        }

        @Override
        public String title() {
            return "Figures that are known";
        }

        @Override
        public String mark() {
            return "mark";
        }
    }

    private static Trial trial(String contestant, double... rates) {
        Deque<Double> left = new ArrayDeque<>();
        for (double rate : rates) {
            left.add(rate);
        }
        return new Trial("work", contestant, folder -> Map.of(Measure.RATE, left.remove()));
    }

    private Rounds.Outcome run(int first, int rounds, Trial... trials) throws Exception {
        return new Rounds(new Fixed(List.of(trials)), line -> {}).run(first, rounds, folder);
    }

    @Test
    void ratios_are_taken_to_the_mark_of_the_same_round_and_the_first_round_does_not_count() throws Exception {
        Rounds.Outcome outcome = run(0, 3, trial("mark", 999, 10, 20, 40), trial("other", 1, 5, 20, 10));

        assertThat(outcome.rows())
                .containsExactly(
                        new Rounds.Row("work", "mark", Measure.RATE, new Spread(20, 10, 40), new Spread(1, 1, 1)),
                        new Rounds.Row("work", "other", Measure.RATE, new Spread(10, 5, 20), new Spread(0.5, 0.25, 1)));
    }

    @Test
    void without_the_first_round_every_round_counts() throws Exception {
        assertThat(run(1, 1, trial("mark", 7)).rows().get(0).value()).isEqualTo(new Spread(7, 7, 7));
    }

    @Test
    void trials_take_turns() throws Exception {
        List<String> turns = new ArrayList<>();
        run(0, 1, noting("a", turns), noting("b", turns));

        assertThat(turns).containsExactly("a", "b", "a", "b");
    }

    private static Trial noting(String contestant, List<String> turns) {
        return new Trial("work", contestant, folder -> {
            turns.add(contestant);
            return Map.of(Measure.RATE, 1.0);
        });
    }

    @Test
    void a_trial_that_fails_has_no_figures_and_the_others_keep_theirs() throws Exception {
        Rounds.Outcome outcome = run(0, 1, trial("mark", 1, 2), new Trial("work", "broken", folder -> {
            throw new IllegalStateException("three tasks are missing");
        }));

        assertThat(outcome.rows()).extracting(Rounds.Row::contestant).containsExactly("mark");
        assertThat(outcome.failures()).containsExactly("work, broken: three tasks are missing");
    }

    @Test
    void what_the_mark_does_not_do_has_no_ratio() throws Exception {
        assertThat(run(1, 1, trial("other", 7)).rows().get(0).ratio().isNone()).isTrue();
    }
}
