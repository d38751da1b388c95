package dev.taskport.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How lanes are merged, and whether the weighted race is as fair as it says. */
class OrderTest {

    @Test
    void merging_lanes_gives_the_first_of_all_in_order() {
        Random random = new Random(3);
        for (int round = 0; round < 200; round++) {
            List<List<Integer>> lanes = new ArrayList<>();
            for (int lane = 0; lane < random.nextInt(5); lane++) {
                lanes.add(random.ints(random.nextInt(6), 0, 20).sorted().boxed().toList());
            }
            int max = random.nextInt(12);
            List<Integer> expected =
                    lanes.stream().flatMap(List::stream).sorted().limit(max).toList();
            List<Iterator<Integer>> iterators =
                    lanes.stream().map(List::iterator).toList();
            assertThat(LaneMerge.first(max, iterators, Comparator.naturalOrder()))
                    .isEqualTo(expected);
        }
    }

    @Test
    void one_lane_is_drawn_in_proportion_to_the_weights() {
        assertFair(new int[][] {{1, 100}}, new int[] {20_000}, 11);
        assertFair(new int[][] {{1, 10, 100}}, new int[] {20_000}, 12);
        assertFair(
                new int[][] {
                    IntStream.rangeClosed(0, 10).map(i -> i == 0 ? 1 : 100).toArray()
                },
                new int[] {20_000},
                13);
    }

    @Test
    void lanes_worked_at_different_rates_stay_fair_together() {
        // The first lane is also worked alone, three times as often; choices over both lanes must not notice.
        assertFair(new int[][] {{1}, {100, 50}}, new int[] {60_000, 20_000}, 14);
        assertFair(new int[][] {{1000}, {0, 20}}, new int[] {60_000, 20_000}, 15);
    }

    /**
     * Standing tasks of given priorities, each replaced as soon as it is chosen. The last count of {@code draws} is of
     * claims over all lanes, which are judged; any before it are claims over the first lane alone, mixed in.
     */
    private static void assertFair(int[][] priorities, int[] draws, long seed) {
        Random random = new Random(seed);
        Field field = new Field(priorities, random);
        int judged = draws[draws.length - 1];
        int alone = draws.length > 1 ? draws[0] : 0;
        Map<Integer, Integer> chosen = new HashMap<>();
        for (int i = 0; i < judged; i++) {
            for (int j = 0; j < alone / judged; j++) {
                field.choose(1);
            }
            chosen.merge(field.choose(priorities.length), 1, Integer::sum);
        }
        assertThat(chiSquare(field, chosen, judged))
                .as("chi-square of %s", chosen)
                .isLessThan(chiSquareLimit(field.priorities.size() - 1));
    }

    private static double chiSquare(Field field, Map<Integer, Integer> chosen, int draws) {
        double total = field.priorities.stream()
                .mapToDouble(p -> new Priority(p).weight())
                .sum();
        double sum = 0;
        for (int task = 0; task < field.priorities.size(); task++) {
            double expected = draws * new Priority(field.priorities.get(task)).weight() / total;
            sum += Math.pow(chosen.getOrDefault(task, 0) - expected, 2) / expected;
        }
        return sum;
    }

    /** The 99.9 % point of chi-square, by the approximation of Wilson and Hilferty (1931). */
    private static double chiSquareLimit(int degrees) {
        double a = 2.0 / (9 * degrees);
        return degrees == 1 ? 10.828 : degrees * Math.pow(1 - a + 3.0902 * Math.sqrt(a), 3);
    }

    /** Lanes of standing tasks. */
    private static final class Field {
        final List<Integer> priorities = new ArrayList<>();
        final List<Integer> laneOf = new ArrayList<>();
        final List<TreeSet<WeightedRace.Ticket>> tickets = new ArrayList<>();
        final double[] virtualTime;
        final Random random;

        Field(int[][] lanes, Random random) {
            this.random = random;
            virtualTime = new double[lanes.length];
            for (int lane = 0; lane < lanes.length; lane++) {
                tickets.add(new TreeSet<>());
                for (int priority : lanes[lane]) {
                    priorities.add(priority);
                    laneOf.add(lane);
                    draw(priorities.size() - 1);
                }
            }
        }

        void draw(int task) {
            int lane = laneOf.get(task);
            double at = WeightedRace.draw(virtualTime[lane], new Priority(priorities.get(task)), random);
            tickets.get(lane).add(new WeightedRace.Ticket(new TaskId(task), at));
        }

        int choose(int lanes) {
            List<WeightedRace.Runners<Integer>> runners = new ArrayList<>();
            for (int lane = 0; lane < lanes; lane++) {
                runners.add(new WeightedRace.Runners<>(
                        lane, virtualTime[lane], List.of(tickets.get(lane).first())));
            }
            WeightedRace.Result<Integer> result = WeightedRace.run(1, runners);
            result.lanes().forEach(lane -> virtualTime[lane.lane()] = lane.virtualTime());
            int task = (int) result.chosen().get(0).value();
            tickets.get(laneOf.get(task)).pollFirst();
            draw(task);
            return task;
        }
    }

    @Test
    void a_batch_is_the_same_as_claims_one_by_one() {
        Random random = new Random(5);
        List<WeightedRace.Ticket> tickets = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            tickets.add(new WeightedRace.Ticket(new TaskId(i), WeightedRace.draw(0, new Priority(i), random)));
        }
        tickets.sort(null);
        WeightedRace.Result<String> batch =
                WeightedRace.run(60, List.of(new WeightedRace.Runners<>("lane", 0, tickets)));
        assertThat(batch.chosen())
                .isEqualTo(tickets.stream().map(WeightedRace.Ticket::task).toList());
        assertThat(batch.lanes().get(0).virtualTime())
                .isCloseTo(tickets.get(49).at(), org.assertj.core.data.Offset.offset(1e-6));
        assertThat(WeightedRace.run(3, List.<WeightedRace.Runners<String>>of()).chosen())
                .isEmpty();
    }
}
