package dev.taskport.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskport.domain.Capabilities;
import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.Lease;
import dev.taskport.domain.Outcome;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.Settlement;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.TaskportException;
import dev.taskport.domain.WorkerId;
import dev.taskport.domain.Workspace;
import dev.taskport.engine.Explanation.Kind;
import dev.taskport.engine.testing.SettableClock;
import dev.taskport.port.ClaimRequest;
import dev.taskport.port.Pause;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExplainerTest {

    private final SettableClock clock = new SettableClock();
    private final Taskport taskport = Taskport.over(TestStore.memory(clock), clock);
    private final TaskQueue queue = taskport.queue();

    @AfterEach
    void close() {
        taskport.close();
    }

    private TaskId enqueued(TaskDraft draft) {
        return queue.enqueue(draft).id();
    }

    private List<Kind> kinds(TaskId id) {
        return queue.explain(id).reasons().stream()
                .map(Explanation.Reason::kind)
                .toList();
    }

    private String texts(TaskId id) {
        return queue.explain(id).reasons().stream()
                        .map(Explanation.Reason::text)
                        .toList() + "";
    }

    /** Registers a worker for {@code work} that takes nothing. */
    private void live(Capabilities capabilities) {
        taskport.workerRegistry()
                .beat(new WorkerEntry(
                        new WorkerId("registered"),
                        Workspace.DEFAULT,
                        new TreeSet<>(Set.of(new TaskType("work"))),
                        capabilities,
                        SchedulingStrategy.FIFO,
                        1,
                        0,
                        WorkerState.Phase.RUNNING,
                        "host",
                        1,
                        clock.instant(),
                        clock.instant()));
    }

    private ClaimedTask claimed() {
        return taskport.backend()
                .leasing()
                .claim(new ClaimRequest(
                        new WorkerId("by-hand"),
                        Workspace.DEFAULT,
                        Set.of(new TaskType("work")),
                        Capabilities.NONE,
                        SchedulingStrategy.FIFO,
                        1,
                        Lease.DEFAULT))
                .get(0);
    }

    private void ended(ClaimedTask task, Outcome outcome) {
        taskport.backend().leasing().settle(List.of(new Settlement(task.lease(), outcome)));
    }

    @Test
    void no_live_worker_handles_the_type() {
        TaskId id = enqueued(TaskDraft.of("work"));
        assertThat(kinds(id)).containsExactly(Kind.NO_WORKER);
        assertThat(texts(id)).contains("0 live workers").contains("type work");
    }

    @Test
    void no_live_worker_offers_what_is_required() {
        live(Capabilities.NONE.and("region", "eu"));
        TaskId id = enqueued(TaskDraft.of("work").require("region", "us"));
        assertThat(kinds(id)).containsExactly(Kind.CAPABILITY);
        assertThat(texts(id)).contains("region=us");
    }

    @Test
    void pause_and_time_are_both_named() {
        TaskId id = enqueued(TaskDraft.of("work").delay(Duration.ofHours(1)));
        queue.pause(Pause.Gate.CLAIMS);
        queue.pause(Pause.Gate.CLAIMS, new TaskType("work"));
        queue.pause(Pause.Gate.CLAIMS, new TaskType("foreign"));
        taskport.backend().control().pause(Pause.store(Pause.Gate.CLAIMS));
        assertThat(kinds(id))
                .containsExactlyInAnyOrder(
                        Kind.CLAIMS_PAUSED, Kind.CLAIMS_PAUSED, Kind.CLAIMS_PAUSED, Kind.NOT_DUE, Kind.NO_WORKER);
        assertThat(texts(id)).contains("the whole store", "workspace default", "type work", "2026-01-01T01:00:00Z");
    }

    @Test
    void held_tasks_wait_for_a_person() {
        assertThat(kinds(enqueued(TaskDraft.of("work").held()))).containsExactly(Kind.HELD);
    }

    @Test
    void open_and_failed_dependencies_are_named() {
        TaskId first = enqueued(TaskDraft.of("work"));
        TaskId second = enqueued(TaskDraft.of("work"));
        TaskId id = enqueued(TaskDraft.of("work").dependsOn(first, second));
        assertThat(kinds(id)).containsExactly(Kind.DEPENDENCY, Kind.DEPENDENCY);
        queue.cancel(first);
        assertThat(kinds(id)).containsExactly(Kind.FAILED_DEPENDENCY, Kind.DEPENDENCY);
        assertThat(texts(id)).contains(first + ", which is CANCELLED").contains(second + ", which is QUEUED");
    }

    @Test
    void many_dependencies_are_counted() {
        List<TaskId> many = java.util.stream.Stream.generate(() -> enqueued(TaskDraft.of("work")))
                .limit(13)
                .toList();
        TaskId id = enqueued(TaskDraft.of("work").dependsOn(many));
        assertThat(kinds(id)).hasSize(11);
        assertThat(texts(id)).contains("3 more tasks");
    }

    @Test
    void a_running_task_names_its_worker_and_an_expired_lease_is_told() {
        TaskId id = enqueued(TaskDraft.of("work"));
        claimed();
        assertThat(kinds(id)).containsExactly(Kind.RUNNING);
        assertThat(texts(id)).contains("by-hand");
        clock.advance(Lease.DEFAULT);
        assertThat(kinds(id)).containsExactly(Kind.LEASE_RAN_OUT);
    }

    @Test
    void finished_tasks_say_how_they_ended() {
        TaskId done = enqueued(TaskDraft.of("work"));
        ended(claimed(), new Outcome.Complete(null));
        assertThat(texts(done)).contains("It is COMPLETED.").doesNotContain("Replay");
        TaskId dead = enqueued(TaskDraft.of("work"));
        ended(claimed(), new Outcome.Bury("broken\nat line 1"));
        assertThat(kinds(dead)).containsExactly(Kind.FINISHED);
        assertThat(texts(dead)).contains("Its last error: broken.").contains("Replay");
    }

    @Test
    void a_task_with_nothing_in_its_way_waits_its_turn() {
        live(Capabilities.NONE.and("region", "*"));
        assertThat(kinds(enqueued(TaskDraft.of("work").require("region", "us"))))
                .containsExactly(Kind.WAITS_ITS_TURN);
    }

    @Test
    void an_unknown_task_is_not_found() {
        assertThatThrownBy(() -> queue.explain(queue.newId()))
                .isInstanceOf(TaskportException.class)
                .hasMessageContaining("no task");
    }
}
