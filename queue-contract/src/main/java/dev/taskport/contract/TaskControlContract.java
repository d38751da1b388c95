package dev.taskport.contract;

import static dev.taskport.contract.Bench.completed;
import static dev.taskport.contract.Bench.failed;
import static dev.taskport.contract.Bench.ids;
import static dev.taskport.contract.Bench.work;
import static dev.taskport.contract.Errors.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.domain.Capabilities;
import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.OnDependencyFailure;
import dev.taskport.domain.Outcome;
import dev.taskport.domain.Priority;
import dev.taskport.domain.Requirements;
import dev.taskport.domain.RunAfter;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskEdit;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.Workspace;
import dev.taskport.port.ControlAnswer;
import dev.taskport.port.ControlAnswer.Kind;
import dev.taskport.port.Pause;
import dev.taskport.port.TaskControl;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@link TaskControl} promises. */
public interface TaskControlContract extends BackendContract {

    /** One task of each status. */
    private static Map<TaskStatus, TaskId> oneOfEach(Bench bench) {
        Map<TaskStatus, TaskId> tasks = new EnumMap<>(TaskStatus.class);
        tasks.put(TaskStatus.COMPLETED, bench.ended(completed()));
        tasks.put(TaskStatus.DEAD, bench.ended(new Outcome.Bury("hopeless")));
        tasks.put(TaskStatus.LEASED, bench.running().task().id());
        tasks.put(TaskStatus.HELD, bench.enqueue(work().held()));
        tasks.put(TaskStatus.QUEUED, bench.enqueue(work()));
        tasks.put(TaskStatus.BLOCKED, bench.enqueue(work().dependsOn(tasks.get(TaskStatus.HELD))));
        TaskId cancelled = bench.enqueue(work());
        bench.control().cancel(Workspace.DEFAULT, List.of(cancelled));
        tasks.put(TaskStatus.CANCELLED, cancelled);
        return tasks;
    }

    /** An operator's event on several tasks. */
    @FunctionalInterface
    interface Event {
        List<ControlAnswer> on(TaskControl control, Workspace workspace, List<TaskId> tasks);
    }

    private static void assertAllowed(Bench bench, Event event, Map<TaskStatus, TaskStatus> allowed) {
        Map<TaskStatus, TaskId> tasks = oneOfEach(bench);
        tasks.forEach((from, id) -> {
            Task before = bench.find(id);
            assertThat(before.status()).isEqualTo(from);
            ControlAnswer answer =
                    event.on(bench.control(), Workspace.DEFAULT, List.of(id)).get(0);
            TaskStatus to = allowed.get(from);
            if (to == null) {
                assertThat(answer).isEqualTo(new ControlAnswer(Kind.NOT_ALLOWED, id, from));
                assertThat(bench.find(id)).isEqualTo(before);
            } else {
                assertThat(answer).isEqualTo(new ControlAnswer(Kind.APPLIED, id, to));
                assertThat(bench.find(id).status()).isEqualTo(to);
            }
        });
    }

    @Test
    default void C1_cancel_is_allowed_until_a_task_has_finished(Bench bench) {
        assertAllowed(
                bench,
                TaskControl::cancel,
                Map.of(
                        TaskStatus.QUEUED, TaskStatus.CANCELLED,
                        TaskStatus.BLOCKED, TaskStatus.CANCELLED,
                        TaskStatus.HELD, TaskStatus.CANCELLED,
                        TaskStatus.LEASED, TaskStatus.CANCELLED));
    }

    @Test
    default void C1_hold_is_allowed_while_a_task_waits(Bench bench) {
        assertAllowed(
                bench,
                TaskControl::hold,
                Map.of(TaskStatus.QUEUED, TaskStatus.HELD, TaskStatus.BLOCKED, TaskStatus.HELD));
    }

    @Test
    default void C1_unhold_is_allowed_for_a_held_task(Bench bench) {
        assertAllowed(bench, TaskControl::unhold, Map.of(TaskStatus.HELD, TaskStatus.QUEUED));
    }

    @Test
    default void C1_C3_replay_is_allowed_for_a_finished_task(Bench bench) {
        assertAllowed(
                bench,
                TaskControl::replay,
                Map.of(
                        TaskStatus.COMPLETED, TaskStatus.QUEUED,
                        TaskStatus.DEAD, TaskStatus.QUEUED,
                        TaskStatus.CANCELLED, TaskStatus.QUEUED));
    }

    @Test
    default void C1_an_edit_is_allowed_while_a_task_waits(Bench bench) {
        assertAllowed(
                bench,
                (control, workspace, tasks) -> List.of(
                        control.edit(workspace, TaskEdit.of(tasks.get(0), 0).title("new"))),
                Map.of(
                        TaskStatus.QUEUED, TaskStatus.QUEUED,
                        TaskStatus.BLOCKED, TaskStatus.BLOCKED,
                        TaskStatus.HELD, TaskStatus.HELD));
    }

    @Test
    default void C1_P4_answers_come_in_order_and_unknown_tasks_are_not_found(Bench bench) {
        TaskId known = bench.enqueue(work());
        TaskId unknown = bench.newId();
        TaskId elsewhere = bench.enqueue(work().workspace(TaskIntakeContract.ELSEWHERE));

        assertThat(bench.control().cancel(Workspace.DEFAULT, List.of(unknown, known, elsewhere, known)))
                .containsExactly(
                        ControlAnswer.notFound(unknown),
                        new ControlAnswer(Kind.APPLIED, known, TaskStatus.CANCELLED),
                        ControlAnswer.notFound(elsewhere),
                        new ControlAnswer(Kind.NOT_ALLOWED, known, TaskStatus.CANCELLED));
        assertThat(bench.control().edit(Workspace.DEFAULT, TaskEdit.of(unknown, 0)))
                .isEqualTo(ControlAnswer.notFound(unknown));
    }

    @Test
    default void C1_a_held_task_is_not_claimed_until_it_is_released(Bench bench) {
        TaskId id = bench.enqueue(work());
        bench.control().hold(Workspace.DEFAULT, List.of(id));
        assertThat(bench.claim(10)).isEmpty();
        bench.control().unhold(Workspace.DEFAULT, List.of(id));
        assertThat(bench.claim().task().id()).isEqualTo(id);
    }

    @Test
    default void C1_unhold_goes_back_to_waiting_for_dependencies(Bench bench) {
        TaskId on = bench.enqueue(work());
        TaskId task = bench.enqueue(work().dependsOn(on).held());

        assertThat(bench.control().unhold(Workspace.DEFAULT, List.of(task)))
                .containsExactly(new ControlAnswer(Kind.APPLIED, task, TaskStatus.BLOCKED));
        bench.end(bench.claim(), completed());
        assertThat(bench.find(task).status()).isEqualTo(TaskStatus.QUEUED);
    }

    @Test
    default void C2_cancelling_a_running_task_takes_its_lease_away(Bench bench) {
        ClaimedTask running = bench.running();
        bench.control().cancel(Workspace.DEFAULT, List.of(running.task().id()));

        Task cancelled = bench.find(running.task().id());
        assertThat(cancelled.state().leasedBy()).isNull();
        assertThat(cancelled.state().finishedAt()).isEqualTo(bench.clock().instant());
        assertThat(bench.leasing().held(Bench.worker(1))).isEmpty();
        Leases.assertPowerless(bench, running.lease());
        bench.advance(Duration.ofHours(1));
        assertThat(bench.housekeeping().reclaimExpired(10)).isEmpty();
    }

    @Test
    default void C2_cancelling_cancels_the_dependants_that_asked_for_it(Bench bench) {
        TaskId on = bench.enqueue(work());
        TaskId waits = bench.enqueue(work().dependsOn(on));
        TaskId given = bench.enqueue(work().dependsOn(on).onDependencyFailure(OnDependencyFailure.CANCEL));
        TaskId held = bench.enqueue(work().dependsOn(on)
                .onDependencyFailure(OnDependencyFailure.CANCEL)
                .held());
        bench.control().cancel(Workspace.DEFAULT, List.of(on));

        assertThat(bench.find(waits).status()).isEqualTo(TaskStatus.BLOCKED);
        assertThat(bench.find(given).status()).isEqualTo(TaskStatus.CANCELLED);
        assertThat(bench.find(held).status()).isEqualTo(TaskStatus.CANCELLED);
    }

    @Test
    default void C3_replay_starts_anew_and_keeps_the_past(Bench bench) {
        TaskId id = bench.enqueue(work().maxAttempts(1));
        bench.end(bench.claim(), failed());
        bench.advanceSeconds(5);
        bench.control().replay(Workspace.DEFAULT, List.of(id));

        Task replayed = bench.find(id);
        assertThat(replayed.status()).isEqualTo(TaskStatus.QUEUED);
        assertThat(replayed.state().attempt()).isZero();
        assertThat(replayed.state().failures()).hasSize(1);
        assertThat(replayed.state().leaseEpoch()).isEqualTo(1);
        assertThat(replayed.state().finishedAt()).isNull();
        assertThat(replayed.state().runAfter()).isEqualTo(bench.clock().instant());
        assertThat(bench.claim().lease().epoch()).isEqualTo(2);
    }

    @Test
    default void C3_a_replayed_task_waits_for_dependencies_that_are_still_open(Bench bench) {
        TaskId on = bench.enqueue(work());
        TaskId task = bench.enqueue(work().dependsOn(on));
        bench.control().cancel(Workspace.DEFAULT, List.of(task));

        assertThat(bench.control().replay(Workspace.DEFAULT, List.of(task)))
                .containsExactly(new ControlAnswer(Kind.APPLIED, task, TaskStatus.BLOCKED));
        bench.end(bench.claim(), completed());
        assertThat(bench.claim().task().id()).isEqualTo(task);
    }

    @Test
    default void C3_a_task_that_asked_for_it_is_cancelled_again_while_its_dependency_is_failed(Bench bench) {
        TaskId on = bench.enqueue(work());
        TaskId hasty = bench.enqueue(work().dependsOn(on).onDependencyFailure(OnDependencyFailure.CANCEL));
        TaskId next = bench.enqueue(work().dependsOn(hasty).onDependencyFailure(OnDependencyFailure.CANCEL));
        bench.end(bench.claim(), new Outcome.Bury("hopeless"));

        assertThat(bench.control().replay(Workspace.DEFAULT, List.of(hasty)))
                .containsExactly(new ControlAnswer(Kind.APPLIED, hasty, TaskStatus.CANCELLED));
        assertThat(bench.find(hasty).state().finishedAt())
                .isEqualTo(bench.clock().instant());
        assertThat(bench.control().replay(Workspace.DEFAULT, List.of(on, hasty, next)))
                .extracting(ControlAnswer::status)
                .containsExactly(TaskStatus.QUEUED, TaskStatus.BLOCKED, TaskStatus.BLOCKED);
        bench.end(bench.claim(), completed());
        assertThat(bench.claim().task().id()).isEqualTo(hasty);
    }

    @Test
    default void C3_what_a_completed_task_satisfied_stays_satisfied(Bench bench) {
        TaskId on = bench.enqueue(work());
        TaskId task = bench.enqueue(work().dependsOn(on));
        bench.end(bench.claim(), completed());
        bench.control().replay(Workspace.DEFAULT, List.of(on));

        assertThat(ids(bench.claim(10))).containsExactly(on, task);
    }

    @Test
    default void C4_an_edit_changes_what_it_names(Bench bench) {
        TaskId id = bench.enqueue(work().title("old").description("kept").tags("a"));
        TaskEdit edit = TaskEdit.of(id, 0)
                .priority(new Priority(3))
                .tags(List.of("b", "c"))
                .title("")
                .maxAttempts(2)
                .payload(JsonText.of("[1]"))
                .runAfter(new RunAfter.Delay(Duration.ofMinutes(1)));
        bench.advanceSeconds(10);

        assertThat(bench.control().edit(Workspace.DEFAULT, edit))
                .isEqualTo(new ControlAnswer(Kind.APPLIED, id, TaskStatus.QUEUED));
        Task edited = bench.find(id);
        assertThat(edited.spec())
                .isEqualTo(work().description("kept")
                        .tags("b", "c")
                        .priority(3)
                        .maxAttempts(2)
                        .payload("[1]")
                        .spec());
        assertThat(edited.state().revision()).isEqualTo(1);
        assertThat(edited.state().runAfter()).isEqualTo(bench.clock().instant().plus(Duration.ofMinutes(1)));
        assertThat(bench.claim(1)).isEmpty();
    }

    @Test
    default void C4_an_edit_with_another_revision_changes_nothing(Bench bench) {
        TaskId id = bench.enqueue(work());
        bench.control().edit(Workspace.DEFAULT, TaskEdit.of(id, 0).title("first"));
        Task before = bench.find(id);

        for (long revision : new long[] {0, 2}) {
            assertThat(bench.control()
                            .edit(Workspace.DEFAULT, TaskEdit.of(id, revision).title("second")))
                    .isEqualTo(new ControlAnswer(Kind.VERSION_CONFLICT, id, TaskStatus.QUEUED));
        }
        assertThat(bench.find(id)).isEqualTo(before);
    }

    @Test
    default void C4_an_edited_task_is_found_in_its_new_place(Bench bench) {
        TaskId first = bench.enqueue(work().priority(10));
        TaskId second = bench.enqueue(work().priority(20));
        bench.control().edit(Workspace.DEFAULT, TaskEdit.of(second, 0).priority(new Priority(1)));
        bench.control()
                .edit(Workspace.DEFAULT, TaskEdit.of(first, 0).requirements(Requirements.NONE.and("region", "eu")));

        assertThat(ids(bench.claim(10, SchedulingStrategy.PRIORITY))).containsExactly(second);
        assertThat(ids(bench.leasing().claim(Bench.offering(Capabilities.NONE.and("region", "eu"), Bench.request(10)))))
                .containsExactly(first);
    }

    @Test
    default void C4_I8_an_edit_obeys_the_stores_payload_limit(Bench bench) {
        Bench narrow = bench.another(options -> options.payloadBytesMax(10));
        TaskId id = narrow.enqueue(work());
        TaskEdit edit = TaskEdit.of(id, 0).payload(JsonText.of("\"a long payload\""));

        assertError(ErrorCode.LIMIT_EXCEEDED, () -> narrow.control().edit(Workspace.DEFAULT, edit));
        assertThat(narrow.find(id).state().revision()).isZero();
    }

    @Test
    default void C5_pauses_of_different_scopes_are_independent(Bench bench) {
        Pause store = Pause.store(Pause.Gate.CLAIMS);
        Pause workspace = Pause.workspace(Pause.Gate.CLAIMS, Workspace.DEFAULT);
        Pause type = Pause.type(Pause.Gate.CLAIMS, Workspace.DEFAULT, new TaskType("work"));
        bench.enqueue(work());
        List.of(store, workspace, type).forEach(bench.control()::pause);
        assertThat(bench.inspection().pauses()).containsExactlyInAnyOrder(store, workspace, type);

        bench.control().resume(workspace);
        assertThat(bench.claim(1)).isEmpty();
        bench.control().resume(store);
        assertThat(bench.claim(1)).isEmpty();
        bench.control().resume(type);
        assertThat(bench.claim(1)).hasSize(1);
        assertThat(bench.inspection().pauses()).isEmpty();
    }

    @Test
    default void C5_pause_and_resume_may_be_repeated(Bench bench) {
        Pause pause = Pause.store(Pause.Gate.INTAKE);
        bench.control().pause(pause);
        bench.control().pause(pause);
        assertThat(bench.inspection().pauses()).containsExactly(pause);
        bench.control().resume(pause);
        bench.control().resume(pause);
        bench.enqueue(work());
    }

    @Test
    default void C5_a_pause_of_one_gate_leaves_the_other_open(Bench bench) {
        bench.control().pause(Pause.store(Pause.Gate.INTAKE));
        bench.control().resume(Pause.store(Pause.Gate.CLAIMS));
        assertError(ErrorCode.INTAKE_PAUSED, () -> bench.enqueue(bench.task(work())));
        bench.control().resume(Pause.store(Pause.Gate.INTAKE));
        bench.control().pause(Pause.store(Pause.Gate.CLAIMS));
        bench.enqueue(work());
    }
}
