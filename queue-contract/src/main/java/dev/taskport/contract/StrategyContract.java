package dev.taskport.contract;

import static dev.taskport.contract.Bench.completed;
import static dev.taskport.contract.Bench.ids;
import static dev.taskport.contract.Bench.types;
import static dev.taskport.contract.Bench.work;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.domain.Ageing;
import dev.taskport.domain.Capabilities;
import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.NewTask;
import dev.taskport.domain.Outcome;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.Settlement;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskId;
import dev.taskport.port.ClaimRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a backend promises about the order in which tasks are claimed. */
public interface StrategyContract extends BackendContract {

    @Test
    default void L8_fifo_takes_the_smallest_id_and_lifo_the_largest(Bench bench) {
        List<TaskId> tasks = enqueueInAnotherOrder(bench, 6);

        assertThat(ids(bench.claim(2, SchedulingStrategy.FIFO))).isEqualTo(tasks.subList(0, 2));
        assertThat(ids(bench.claim(2, SchedulingStrategy.LIFO))).containsExactly(tasks.get(5), tasks.get(4));
        assertThat(ids(bench.claim(9, SchedulingStrategy.FIFO))).isEqualTo(tasks.subList(2, 4));
    }

    /** So many tasks whose ids are not in the order in which they came, nor in that in which they are due. */
    private static List<TaskId> enqueueInAnotherOrder(Bench bench, int count) {
        List<TaskId> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(bench.newId());
        }
        List<TaskId> reversed = new ArrayList<>(ids);
        Collections.reverse(reversed);
        for (TaskId id : reversed) {
            bench.enqueue(work().as(id));
            bench.advanceSeconds(1);
        }
        return ids;
    }

    @Test
    default void L8_priority_takes_the_most_urgent_and_breaks_ties_by_id_never_by_time(Bench bench) {
        List<TaskId> equals = enqueueInAnotherOrder(bench, 5);
        TaskId urgent = bench.enqueue(work().priority(0));
        TaskId idle = bench.enqueue(work().priority(1000));

        List<TaskId> expected = new ArrayList<>(List.of(urgent));
        expected.addAll(equals);
        expected.add(idle);
        assertThat(ids(bench.claim(10, SchedulingStrategy.PRIORITY))).isEqualTo(expected);
    }

    @Test
    default void L8_ties_among_tasks_that_came_back_are_broken_by_id_too(Bench bench) {
        List<TaskId> tasks = bench.enqueue(3, Bench::work);
        List<ClaimedTask> claimed = bench.claim(3);
        bench.end(claimed.get(2), new Outcome.Release());
        bench.advanceSeconds(1);
        bench.end(claimed.get(0), new Outcome.Snooze(Duration.ofSeconds(10)));
        bench.end(claimed.get(1), new Outcome.Retry("it broke", Duration.ofSeconds(5)));
        bench.advanceSeconds(10);

        assertThat(ids(bench.claim(3, SchedulingStrategy.PRIORITY))).isEqualTo(tasks);
    }

    @Test
    default void L8_the_order_reaches_across_lanes(Bench bench) {
        TaskId third = bench.enqueue(TaskDraft.of("mail").priority(30));
        TaskId first = bench.enqueue(work().priority(10).require("region", "eu"));
        TaskId fourth = bench.enqueue(TaskDraft.of("mail").priority(40));
        TaskId second = bench.enqueue(work().priority(20));
        ClaimRequest both = Bench.offering(
                Capabilities.NONE.and("region", "*"),
                Bench.of(types("work", "mail"), Bench.request(10, SchedulingStrategy.PRIORITY)));

        assertThat(ids(bench.leasing().claim(both))).containsExactly(first, second, third, fourth);
    }

    @Test
    default void L8_a_lane_where_much_falls_due_at_once_does_not_hide_what_is_due_in_others(Bench bench) {
        Duration later = Duration.ofSeconds(10);
        for (int batch = 0; batch < 4; batch++) {
            bench.enqueue(1000, () -> work().delay(later));
        }
        bench.advanceSeconds(5);
        TaskId urgent =
                bench.enqueue(TaskDraft.of("print").delay(Duration.ofSeconds(6)).priority(0));
        bench.advanceSeconds(10);

        ClaimRequest both = Bench.of(types("work", "print"), Bench.request(1, SchedulingStrategy.PRIORITY));
        assertThat(ids(bench.leasing().claim(both))).containsExactly(urgent);
        ClaimRequest many = Bench.of(types("work", "print"), Bench.request(1000, SchedulingStrategy.PRIORITY));
        assertThat(bench.leasing().claim(many))
                .as("what others leave, the full lane takes")
                .hasSize(1000);
    }

    @Test
    default void L8_ageing_lets_waiting_outweigh_priority(Bench bench) {
        Bench ageing = bench.another(options -> options.ageing(new Ageing(Duration.ofSeconds(10))));
        TaskId old = ageing.enqueue(work().priority(5));
        ageing.advance(Duration.ofSeconds(50).minusNanos(1000));
        TaskId overtaking = ageing.enqueue(work().priority(0));
        ageing.advance(Duration.ofNanos(2000));
        TaskId late = ageing.enqueue(work().priority(0));
        TaskId equalButLater = ageing.enqueue(work().priority(0));

        assertThat(ids(ageing.claim(9, SchedulingStrategy.PRIORITY_AGEING)))
                .containsExactly(overtaking, old, late, equalButLater);
    }

    @Test
    default void L8_ageing_breaks_ties_by_id(Bench bench) {
        Bench ageing = bench.another(options -> options.ageing(new Ageing(Duration.ofSeconds(10))));
        NewTask low = ageing.task(work().priority(0));
        NewTask high = ageing.task(work().priority(1));
        ageing.enqueue(high);
        ageing.advanceSeconds(10);
        ageing.enqueue(low);

        assertThat(ids(ageing.claim(2, SchedulingStrategy.PRIORITY_AGEING))).containsExactly(low.id(), high.id());
    }

    @Test
    default void L8_an_order_may_be_switched_from_claim_to_claim(Bench bench) {
        List<TaskId> tasks = bench.enqueue(20, Bench::work);
        List<TaskId> taken = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            for (SchedulingStrategy strategy : SchedulingStrategy.values()) {
                taken.addAll(ids(bench.claim(1, strategy)));
            }
        }
        assertThat(taken).containsExactlyInAnyOrderElementsOf(tasks);
    }

    /** Draws from standing tasks: what is drawn is put back at once. */
    private static long[] draws(Bench bench, int draws, int[] priorities) {
        List<TaskId> tasks = Arrays.stream(priorities)
                .mapToObj(p -> bench.enqueue(work().priority(p)))
                .toList();
        long[] counts = new long[priorities.length];
        ClaimedTask drawn = draw(bench);
        for (int i = 0; i < draws; i++) {
            counts[tasks.indexOf(drawn.task().id())]++;
            drawn = next(bench, drawn, new Outcome.Release());
        }
        return counts;
    }

    private static ClaimedTask draw(Bench bench) {
        return bench.claim(1, SchedulingStrategy.WEIGHTED_RANDOM).get(0);
    }

    /** Ends one task and draws the next. */
    private static ClaimedTask next(Bench bench, ClaimedTask drawn, Outcome outcome) {
        return next(bench, drawn, outcome, Bench.request(1, SchedulingStrategy.WEIGHTED_RANDOM));
    }

    private static ClaimedTask next(Bench bench, ClaimedTask drawn, Outcome outcome, ClaimRequest request) {
        return bench.leasing()
                .exchange(List.of(new Settlement(drawn.lease(), outcome)), request)
                .claimed()
                .get(0);
    }

    private static double[] weights(int[] priorities) {
        return Arrays.stream(priorities).mapToDouble(p -> 1.0 / (p + 1)).toArray();
    }

    private static int[] standing(int count, int priority, int others, int otherPriority) {
        int[] priorities = new int[count + others];
        Arrays.fill(priorities, 0, count, priority);
        Arrays.fill(priorities, count, priorities.length, otherPriority);
        return priorities;
    }

    @Test
    default void L8_weighted_draws_follow_the_weights(Bench bench) {
        int[] two = {1, 100};
        ChiSquare.assertDistributed("p1, p100", draws(bench, 1500, two), weights(two));
    }

    @Test
    default void L8_weighted_draws_follow_three_weights(Bench bench) {
        int[] three = {1, 10, 100};
        ChiSquare.assertDistributed("p1, p10, p100", draws(bench, 1500, three), weights(three));
    }

    @Test
    default void L8_one_heavy_task_does_not_shut_out_ten_light_ones(Bench bench) {
        int[] priorities = standing(1, 1, 10, 100);
        ChiSquare.assertDistributed("1 x p1, 10 x p100", draws(bench, 1500, priorities), weights(priorities));
    }

    @Test
    default void L8_fifty_heavy_tasks_do_not_shut_out_fifty_light_ones(Bench bench) {
        int[] priorities = standing(50, 1, 50, 100);
        long[] counts = draws(bench, 1500, priorities);
        long[] groups = {
            Arrays.stream(counts, 0, 50).sum(), Arrays.stream(counts, 50, 100).sum()
        };
        ChiSquare.assertDistributed("50 x p1, 50 x p100", groups, new double[] {50 / 2.0, 50 / 101.0});
        ChiSquare.assertDistributed("among 50 x p1", Arrays.copyOf(counts, 50), weights(standing(50, 1, 0, 0)));
    }

    @Test
    default void L8_a_weighted_batch_is_drawn_without_putting_back(Bench bench) {
        long[] firsts = new long[3];
        int[] priorities = {0, 1, 3};
        for (int i = 0; i < 300; i++) {
            List<TaskId> tasks = Arrays.stream(priorities)
                    .mapToObj(p -> bench.enqueue(work().priority(p)))
                    .toList();
            List<ClaimedTask> drawn = bench.claim(3, SchedulingStrategy.WEIGHTED_RANDOM);
            assertThat(ids(drawn)).containsExactlyInAnyOrderElementsOf(tasks);
            firsts[tasks.indexOf(drawn.get(0).task().id())]++;
            bench.leasing()
                    .settle(drawn.stream()
                            .map(each -> new Settlement(each.lease(), completed()))
                            .toList());
        }
        ChiSquare.assertDistributed("first of a batch", firsts, weights(priorities));
    }

    @Test
    default void L8_weights_hold_across_lanes_that_are_worked_at_different_rates(Bench bench) {
        int[] heavy = standing(20, 0, 0, 0);
        int[] light = standing(20, 50, 0, 0);
        Arrays.stream(heavy).forEach(p -> bench.enqueue(work().priority(p)));
        Arrays.stream(light).forEach(p -> bench.enqueue(TaskDraft.of("mail").priority(p)));
        ClaimRequest lightOnly = Bench.of(types("mail"), Bench.request(1, SchedulingStrategy.WEIGHTED_RANDOM));
        ClaimRequest both = Bench.of(types("mail", "work"), lightOnly);

        long[] counts = new long[2];
        ClaimedTask drawn = bench.leasing().claim(both).get(0);
        for (int i = 1; i <= 3000; i++) {
            // The light lane is also worked alone, and so its virtual time runs far ahead.
            boolean alone = i % 3 == 0;
            drawn = next(bench, drawn, new Outcome.Release(), alone ? lightOnly : both);
            if (!alone) {
                counts[drawn.task().type().value().equals("work") ? 0 : 1]++;
            }
        }
        ChiSquare.assertDistributed("two lanes", counts, new double[] {20, 20 / 51.0});
    }

    @Test
    default void L8_nobody_starves_under_a_steady_stream_of_the_best(Bench bench) {
        TaskId worst = bench.enqueue(work().priority(1000));
        int standing = 1;
        bench.enqueue(standing, () -> work().priority(0));
        int limit = (int) (20 * (standing + 1.0 / 1001) * 1001);

        ClaimedTask drawn = draw(bench);
        for (int claims = 1; claims <= limit; claims++) {
            if (drawn.task().id().equals(worst)) {
                return;
            }
            bench.enqueue(work().priority(0));
            drawn = next(bench, drawn, completed());
        }
        throw new AssertionError("The task of the worst weight was not claimed within " + limit + " claims");
    }

    @Test
    default void L8_a_flood_of_light_tasks_takes_no_more_than_its_share(Bench bench) {
        int flood = 5000;
        int claims = 2000;
        bench.enqueue(flood, () -> work().priority(1000).delay(Duration.ofMinutes(1)));
        bench.enqueue(100, () -> work().priority(0));
        bench.advance(Duration.ofMinutes(1));

        int light = 0;
        ClaimedTask drawn = draw(bench);
        for (int i = 0; i < claims; i++) {
            if (drawn.task().priority().value() == 1000) {
                light++;
            } else {
                bench.enqueue(work().priority(0));
            }
            drawn = next(bench, drawn, completed());
        }
        double share = flood / 1001.0 / (flood / 1001.0 + 100);
        double expected = claims * share;
        double sigma = Math.sqrt(expected * (1 - share));
        assertThat((double) light).isLessThanOrEqualTo(expected + 4 * sigma);
        assertThat((double) light).as("nor shut out").isGreaterThanOrEqualTo(expected - 5 * sigma);
    }
}
