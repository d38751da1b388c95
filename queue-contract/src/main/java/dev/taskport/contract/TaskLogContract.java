package dev.taskport.contract;

import static dev.taskport.contract.Bench.completed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.Lease;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.Workspace;
import dev.taskport.port.LeaseAnswer;
import dev.taskport.port.LogAppend;
import dev.taskport.port.LogLevel;
import dev.taskport.port.LogLine;
import dev.taskport.port.TaskLog;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link TaskLog} promises. */
public interface TaskLogContract extends BackendContract {

    @Test
    default void G1_a_line_of_the_holder_is_kept(Bench bench) {
        ClaimedTask claimed = bench.running();
        assertThat(bench.backend()
                        .log()
                        .append(List.of(
                                new LogAppend(claimed.lease(), LogLevel.WARN, "näyttö: 'quoted' \n second line"))))
                .containsExactly(LeaseAnswer.APPLIED);

        assertThat(Leases.lines(bench, claimed.task().id()))
                .containsExactly(
                        new LogLine(1, bench.clock().instant(), 1, LogLevel.WARN, "näyttö: 'quoted' \n second line"));
    }

    @Test
    default void G1_P4_lines_of_anybody_else_are_not_kept(Bench bench) {
        ClaimedTask claimed = bench.running();
        Lease stale = Leases.withEpoch(claimed.lease(), 2);
        Lease unknown = new Lease(bench.newId(), 1, stale.generation(), stale.until());

        assertThat(bench.backend()
                        .log()
                        .append(List.of(
                                new LogAppend(stale, LogLevel.INFO, "stale"),
                                new LogAppend(claimed.lease(), LogLevel.INFO, "held"),
                                new LogAppend(unknown, LogLevel.INFO, "unknown"))))
                .containsExactly(LeaseAnswer.LEASE_LOST, LeaseAnswer.APPLIED, LeaseAnswer.NOT_FOUND);
        bench.end(claimed, completed());
        assertThat(Leases.log(bench, claimed.lease(), "after the end")).isEqualTo(LeaseAnswer.LEASE_LOST);
        assertThat(Leases.lines(bench, claimed.task().id()))
                .extracting(LogLine::message)
                .containsExactly("held");
    }

    @Test
    default void G2_lines_come_back_in_the_order_of_appending(Bench bench) {
        ClaimedTask claimed = bench.running();
        TaskId task = claimed.task().id();
        List<LogAppend> lines = IntStream.range(0, 50)
                .mapToObj(i -> new LogAppend(claimed.lease(), LogLevel.DEBUG, "line " + i))
                .toList();
        bench.backend().log().append(lines.subList(0, 30));
        bench.backend().log().append(lines.subList(30, 50));

        List<LogLine> read = Leases.lines(bench, task);
        assertThat(read)
                .extracting(LogLine::message)
                .containsExactlyElementsOf(
                        lines.stream().map(LogAppend::message).toList());
        assertThat(read).extracting(LogLine::sequence).isSorted().doesNotHaveDuplicates();
        TaskLog log = bench.backend().log();
        long tenth = read.get(9).sequence();
        assertThat(log.read(Workspace.DEFAULT, task, tenth, 5)).isEqualTo(read.subList(10, 15));
        assertThat(log.read(TaskIntakeContract.ELSEWHERE, task, 0, 5)).isEmpty();
    }

    @Test
    default void G2_each_line_tells_its_attempt(Bench bench) {
        ClaimedTask first = bench.running();
        Leases.log(bench, first.lease(), "first");
        bench.end(first, Bench.failed());
        ClaimedTask second = bench.claim();
        Leases.log(bench, second.lease(), "second");

        assertThat(Leases.lines(bench, first.task().id()))
                .extracting(LogLine::attempt)
                .containsExactly(1, 2);
    }

    @Test
    default void G3_a_task_keeps_its_newest_lines(Bench bench) {
        ClaimedTask claimed = bench.running();
        int tooMany = TaskLog.LINES_MAX + 20;
        List<LogAppend> lines = IntStream.range(0, tooMany)
                .mapToObj(i -> new LogAppend(claimed.lease(), LogLevel.INFO, "line " + i))
                .toList();
        bench.backend().log().append(lines);

        List<LogLine> kept = Leases.lines(bench, claimed.task().id());
        assertThat(kept).hasSize(TaskLog.LINES_MAX);
        assertThat(kept.get(0).message()).isEqualTo("line 20");
        assertThat(kept.get(TaskLog.LINES_MAX - 1).message()).isEqualTo("line " + (tooMany - 1));
    }
}
