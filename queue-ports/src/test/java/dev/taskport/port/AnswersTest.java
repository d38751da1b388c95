package dev.taskport.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.Lane;
import dev.taskport.domain.Lineage;
import dev.taskport.domain.Moment;
import dev.taskport.domain.Requirements;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.SettleAnswer;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskLifecycle;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.WorkerId;
import dev.taskport.domain.Workspace;
import dev.taskport.port.ClaimPreview.Obstacle;
import dev.taskport.port.ClaimPreview.Reason;
import dev.taskport.port.TransferItem.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What crosses a port belongs to nobody: neither side sees what the other does with its lists afterwards. */
class AnswersTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Position FIRST = new Position(0, "");
    private static final Lane LANE = new Lane(Workspace.DEFAULT, new TaskType("mail"), Requirements.NONE);

    private static Task task() {
        return TaskLifecycle.enqueue(
                TaskDraft.of("mail").as(TaskId.of(NOW.toEpochMilli(), 1, 1)),
                new Lineage(1),
                Map.of(),
                new Moment(NOW, 1));
    }

    private static ClaimedTask claimed() {
        return TaskLifecycle.claim(task(), new WorkerId("w"), Duration.ofSeconds(25), new Moment(NOW, 1))
                .map(ClaimedTask::of)
                .orElseThrow();
    }

    /** Empties what was given; what was made of it keeps its one element and lets nobody in. */
    private static void assertOwn(Collection<?> given, Collection<?> kept) {
        Object element = kept.iterator().next();
        given.clear();

        assertThat(kept).hasSize(1).first().isSameAs(element);
        assertThatThrownBy(kept::clear).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void a_preview_keeps_what_it_was_made_with() {
        List<Task> tasks = new ArrayList<>(List.of(task()));
        List<Obstacle> obstacles = new ArrayList<>(List.of(new Obstacle(LANE, Reason.PAUSED, 3)));
        ClaimPreview preview = new ClaimPreview(tasks, obstacles);

        assertOwn(tasks, preview.tasks());
        assertOwn(obstacles, preview.obstacles());
    }

    @Test
    void an_exchange_keeps_what_it_was_made_with() {
        List<SettleAnswer> answers = new ArrayList<>(List.of(SettleAnswer.APPLIED));
        List<ClaimedTask> claimed = new ArrayList<>(List.of(claimed()));
        Exchange exchange = new Exchange(answers, claimed);

        assertOwn(answers, exchange.answers());
        assertOwn(claimed, exchange.claimed());
    }

    @Test
    void what_is_moved_keeps_what_it_was_made_with() {
        List<LogLine> log = new ArrayList<>(List.of(new LogLine(1, NOW, 1, LogLevel.INFO, "line")));
        Set<Pause> pauses = new HashSet<>(Set.of(Pause.store(Pause.Gate.CLAIMS)));
        List<TransferItem.VirtualTime> times = new ArrayList<>(List.of(new TransferItem.VirtualTime(LANE, 1.5)));
        TransferItem.Settings settings = new TransferItem.Settings(FIRST, pauses, times);

        assertOwn(log, new TransferItem.TaskItem(FIRST, task(), log).log());
        assertOwn(pauses, settings.pauses());
        assertOwn(times, settings.virtualTimes());
    }

    @Test
    void a_profile_keeps_what_it_was_made_with() {
        Set<SchedulingStrategy> strategies = EnumSet.of(SchedulingStrategy.FIFO);
        BackendProfile profile = new BackendProfile("memory", false, false, false, false, false, strategies);

        assertOwn(strategies, profile.strategies());
    }
}
