package dev.taskport.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.domain.TaskId;
import dev.taskport.port.NodeGrant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link dev.taskport.port.NodeAllotment} promises. */
public interface NodeAllotmentContract extends BackendContract {

    private static NodeGrant reserve(Bench bench, long millis) {
        return bench.backend().nodes().reserve(null, millis);
    }

    private static void assertApart(List<NodeGrant> grants) {
        for (int i = 0; i < grants.size(); i++) {
            for (int j = i + 1; j < grants.size(); j++) {
                NodeGrant one = grants.get(i);
                NodeGrant two = grants.get(j);
                assertThat(one.node() != two.node()
                                || one.untilMillis() < two.fromMillis()
                                || two.untilMillis() < one.fromMillis())
                        .as("%s and %s do not overlap", one, two)
                        .isTrue();
            }
        }
    }

    @Test
    default void N1_a_grant_covers_what_was_asked(Bench bench) {
        NodeGrant grant = reserve(bench, 10_000);
        assertThat(grant.untilMillis() - grant.fromMillis() + 1).isEqualTo(10_000);
        assertThat(grant.fromMillis())
                .isGreaterThanOrEqualTo(bench.clock().instant().toEpochMilli());
    }

    @Test
    default void N1_no_two_grants_overlap(Bench bench) {
        List<NodeGrant> grants = new ArrayList<>();
        NodeGrant extended = reserve(bench, 1000);
        grants.add(extended);
        for (int i = 0; i < 20; i++) {
            grants.add(reserve(bench, 5000));
            NodeGrant next = bench.backend().nodes().reserve(extended, 5000);
            assertThat(next.node()).isEqualTo(extended.node());
            assertThat(next.owner()).isEqualTo(extended.owner());
            grants.add(next);
            extended = next;
            bench.advance(Duration.ofSeconds(i % 2 == 0 ? 3 : -7));
        }
        assertApart(grants);
    }

    @Test
    default void N1_a_clock_that_was_set_back_gives_nothing_twice(Bench bench) {
        NodeGrant before = reserve(bench, 60_000);
        bench.advance(Duration.ofDays(-1));
        NodeGrant extended = bench.backend().nodes().reserve(before, 60_000);
        NodeGrant fresh = reserve(bench, 60_000);
        assertApart(List.of(before, extended, fresh));
    }

    @Test
    default void N1_N2_when_all_nodes_are_taken_time_is_shared_out_and_node_0_never_granted(Bench bench) {
        List<NodeGrant> grants = new ArrayList<>();
        for (int i = 0; i < TaskId.NODE_MAX + 10; i++) {
            grants.add(reserve(bench, 10));
        }
        assertThat(grants)
                .extracting(NodeGrant::node)
                .allSatisfy(node -> assertThat(node).isBetween(1, TaskId.NODE_MAX));
        assertThat(grants.stream().map(NodeGrant::node).distinct()).hasSize(TaskId.NODE_MAX);
        assertApart(grants);
        NodeGrant taken = grants.stream()
                .filter(grant -> grant.node() == grants.get(TaskId.NODE_MAX).node())
                .findFirst()
                .orElseThrow();
        NodeGrant another = bench.backend().nodes().reserve(taken, 10);
        assertThat(another.owner())
                .as("a node that went to somebody else is not extended")
                .isNotEqualTo(taken.owner());
        grants.add(another);
        assertApart(grants);
    }
}
