package dev.taskport.contract;

import static dev.taskport.contract.Bench.completed;
import static dev.taskport.contract.Bench.work;
import static dev.taskport.contract.Errors.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.ConcurrencyKey;
import dev.taskport.domain.Dependency;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.ExternalId;
import dev.taskport.domain.IdempotencyKey;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.NewTask;
import dev.taskport.domain.OnDependencyFailure;
import dev.taskport.domain.Outcome;
import dev.taskport.domain.Retention;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.Workspace;
import dev.taskport.port.EnqueueAnswer;
import dev.taskport.port.EnqueueAnswer.Kind;
import dev.taskport.port.Pause;
import dev.taskport.port.TaskIntake;
import dev.taskport.port.TransferItem;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link TaskIntake} promises. */
public interface TaskIntakeContract extends BackendContract {

    /** Another room than the default one. */
    Workspace ELSEWHERE = new Workspace("elsewhere");

    @Test
    default void I1_a_new_task_is_stored_as_it_was_written(Bench bench) {
        NewTask task = bench.task(Samples.everything());

        assertThat(bench.enqueue(task))
                .containsExactly(new EnqueueAnswer(Kind.CREATED, task.id(), TaskStatus.QUEUED, false));

        Task stored = bench.find(task.id());
        assertThat(stored.spec()).isEqualTo(task.spec());
        assertThat(stored.lineage()).isEqualTo(bench.backend().identity().lineage());
        assertThat(stored.state().createdAt()).isEqualTo(bench.clock().instant());
        assertThat(stored.state().attempt()).isZero();
        assertThat(stored.state().leaseEpoch()).isZero();
    }

    @Test
    default void I1_a_batch_is_stored_with_its_dependencies(Bench bench) {
        NewTask first = bench.task(work());
        NewTask second = bench.task(work().dependsOn(first.id()));
        NewTask third = bench.task(work().dependsOn(second.id(), first.id()));

        assertThat(bench.enqueue(first, second, third))
                .extracting(EnqueueAnswer::status)
                .containsExactly(TaskStatus.QUEUED, TaskStatus.BLOCKED, TaskStatus.BLOCKED);

        assertThat(bench.find(third.id()).state().dependencies())
                .containsExactly(Dependency.open(second.id()), Dependency.open(first.id()));
        assertThat(bench.inspection().dependants(Workspace.DEFAULT, first.id(), 10))
                .containsExactly(second.id(), third.id());
    }

    @Test
    default void I1_P3_a_batch_that_fails_half_way_leaves_no_trace(Bench bench) {
        NewTask keyed = bench.task(work().key("once").externalId(new ExternalId("X-1")));
        NewTask dangling = bench.task(work().dependsOn(bench.newId()));

        assertError(ErrorCode.INVALID_REQUEST, () -> bench.enqueue(keyed, dangling));

        assertThat(bench.inspection().find(Workspace.DEFAULT, keyed.id())).isEmpty();
        assertThat(bench.inspection().stats(Workspace.DEFAULT).total()).isZero();
        assertThat(bench.inspection().find(Workspace.DEFAULT, new IdempotencyKey("once")))
                .isEmpty();
        assertThat(bench.claim(10)).isEmpty();
        assertThat(bench.enqueue(keyed)).extracting(EnqueueAnswer::kind).containsExactly(Kind.CREATED);
    }

    @Test
    default void I1_a_batch_may_be_empty_or_large(Bench bench) {
        assertThat(bench.enqueue()).isEmpty();
        assertThat(bench.enqueue(2_000, Bench::work)).hasSize(2_000).isSorted();
        assertThat(bench.inspection().stats(Workspace.DEFAULT).total()).isEqualTo(2_000);
    }

    @Test
    default void I1_more_tasks_than_a_batch_may_have_are_refused(Bench bench) {
        List<NewTask> tooMany = Collections.nCopies(TaskIntake.BATCH_MAX + 1, bench.task(work()));

        assertError(ErrorCode.LIMIT_EXCEEDED, () -> bench.backend().intake().enqueue(tooMany));
        assertThat(bench.inspection().stats(Workspace.DEFAULT).total()).isZero();
    }

    @Test
    default void I1_a_task_may_start_held_or_later(Bench bench) {
        TaskId held = bench.enqueue(work().held());
        TaskId later = bench.enqueue(work().delay(Duration.ofMinutes(5)));

        assertThat(bench.find(held).status()).isEqualTo(TaskStatus.HELD);
        assertThat(bench.find(later).state().runAfter())
                .isEqualTo(bench.clock().instant().plus(Duration.ofMinutes(5)));
        assertThat(bench.claim(10)).isEmpty();
    }

    @Test
    default void I2_a_repeated_task_answers_duplicate_id_and_changes_nothing(Bench bench) {
        NewTask task = bench.task(work().payload("{\"a\": 1}"));
        bench.enqueue(task);
        bench.claim();
        Task before = bench.find(task.id());

        bench.advanceSeconds(1);
        assertThat(bench.enqueue(task))
                .containsExactly(new EnqueueAnswer(Kind.DUPLICATE_ID, task.id(), TaskStatus.LEASED, false));
        assertThat(bench.find(task.id())).isEqualTo(before);
    }

    @Test
    default void I2_P4_the_same_task_twice_in_a_batch_is_stored_once(Bench bench) {
        NewTask task = bench.task(work());
        NewTask other = bench.task(work());

        assertThat(bench.enqueue(task, other, task))
                .extracting(EnqueueAnswer::kind)
                .containsExactly(Kind.CREATED, Kind.CREATED, Kind.DUPLICATE_ID);
        assertThat(bench.inspection().stats(Workspace.DEFAULT).total()).isEqualTo(2);
    }

    @Test
    default void I2_a_known_id_with_another_payload_is_an_id_conflict(Bench bench) {
        NewTask task = bench.task(work().payload("{\"a\":1}"));
        bench.enqueue(task);

        conflicts(bench, task, work().payload("{\"a\":2}").as(task.id()));
    }

    @Test
    default void I2_a_known_id_with_another_type_is_an_id_conflict(Bench bench) {
        NewTask task = bench.task(work());
        bench.enqueue(task);

        conflicts(bench, task, TaskDraft.of("other").as(task.id()));
    }

    @Test
    default void I2_a_known_id_of_another_lineage_is_an_id_conflict(Bench bench) {
        Bench source = bench.another(options -> options);
        NewTask task = source.task(work());
        source.enqueue(task);
        Task moved = source.find(task.id());
        bench.backend().transfer().apply(List.of(new TransferItem.TaskItem(Samples.NOWHERE, moved, List.of())));

        conflicts(bench, task, task);
    }

    private static void conflicts(Bench bench, NewTask stored, NewTask other) {
        Task before = bench.find(stored.id());
        NewTask unrelated = bench.task(work());

        assertError(ErrorCode.ID_CONFLICT, () -> bench.enqueue(unrelated, other));
        assertThat(bench.find(stored.id())).isEqualTo(before);
        assertThat(bench.inspection().find(Workspace.DEFAULT, unrelated.id())).isEmpty();
    }

    @Test
    default void I3_a_known_key_answers_the_task_that_has_it(Bench bench) {
        TaskId first = bench.enqueue(work().key("invoice-7").payload("{\"n\":7}"));
        bench.claim();
        Task before = bench.find(first);

        NewTask same = bench.task(work().key("invoice-7").payload("{\"n\":7}"));
        NewTask different = bench.task(work().key("invoice-7").payload("{\"n\":8}"));
        assertThat(bench.enqueue(same, different))
                .containsExactly(
                        new EnqueueAnswer(Kind.DUPLICATE_KEY, first, TaskStatus.LEASED, false),
                        new EnqueueAnswer(Kind.DUPLICATE_KEY, first, TaskStatus.LEASED, true));
        assertThat(bench.find(first)).isEqualTo(before);
        assertThat(bench.inspection().find(Workspace.DEFAULT, same.id())).isEmpty();
    }

    @Test
    default void I3_within_a_batch_the_first_task_takes_the_key(Bench bench) {
        NewTask first = bench.task(work().key("once"));
        NewTask second = bench.task(work().key("once"));

        assertThat(bench.enqueue(first, second)).extracting(EnqueueAnswer::id).containsExactly(first.id(), first.id());
    }

    @Test
    default void I3_a_key_belongs_to_its_workspace(Bench bench) {
        TaskId here = bench.enqueue(work().key("once"));
        TaskId there = bench.enqueue(work().key("once").workspace(ELSEWHERE));

        IdempotencyKey key = new IdempotencyKey("once");
        assertThat(bench.inspection().find(Workspace.DEFAULT, key))
                .map(Task::id)
                .contains(here);
        assertThat(bench.inspection().find(ELSEWHERE, key)).map(Task::id).contains(there);
    }

    @Test
    default void I3_a_key_lives_as_long_as_its_task_is_kept(Bench bench) {
        TaskId first = bench.enqueue(work().key("once"));
        bench.end(bench.claim(), completed());

        assertThat(bench.enqueue(bench.task(work().key("once"))))
                .containsExactly(new EnqueueAnswer(Kind.DUPLICATE_KEY, first, TaskStatus.COMPLETED, false));

        bench.advance(Duration.ofDays(8));
        assertThat(bench.housekeeping().prune(Retention.DEFAULT, 10)).isEqualTo(1);
        assertThat(bench.enqueue(bench.task(work().key("once"))))
                .extracting(EnqueueAnswer::kind)
                .containsExactly(Kind.CREATED);
    }

    @Test
    default void I4_a_dependency_that_does_not_exist_is_refused(Bench bench) {
        NewTask task = bench.task(work().dependsOn(bench.newId()));

        assertError(ErrorCode.INVALID_REQUEST, () -> bench.enqueue(task));
    }

    @Test
    default void I4_a_dependency_in_another_workspace_is_refused(Bench bench) {
        TaskId elsewhere = bench.enqueue(work().workspace(ELSEWHERE));
        NewTask task = bench.task(work().dependsOn(elsewhere));

        assertError(ErrorCode.INVALID_REQUEST, () -> bench.enqueue(task));
    }

    @Test
    default void I4_a_dependency_later_in_the_batch_is_refused(Bench bench) {
        NewTask second = bench.task(work());
        NewTask first = bench.task(work().dependsOn(second.id()));

        assertError(ErrorCode.INVALID_REQUEST, () -> bench.enqueue(first, second));
        assertThat(bench.inspection().stats(Workspace.DEFAULT).total()).isZero();
    }

    @Test
    default void I4_a_completed_dependency_counts_as_satisfied(Bench bench) {
        TaskId done = bench.ended(completed());
        TaskId task = bench.enqueue(work().dependsOn(done));

        assertThat(bench.find(task).status()).isEqualTo(TaskStatus.QUEUED);
        assertThat(bench.find(task).state().dependencies()).containsExactly(new Dependency(done, true));
        assertThat(bench.inspection().dependants(Workspace.DEFAULT, done, 10)).isEmpty();
    }

    @Test
    default void I4_one_open_dependency_blocks(Bench bench) {
        TaskId done = bench.ended(completed());
        TaskId open = bench.enqueue(work().held());
        TaskId task = bench.enqueue(work().dependsOn(done, open));

        assertThat(bench.find(task).status()).isEqualTo(TaskStatus.BLOCKED);
        assertThat(bench.claim(10)).isEmpty();
    }

    @Test
    default void I5_a_failed_dependency_blocks_or_cancels_as_asked(Bench bench) {
        TaskId dead = bench.ended(new Outcome.Bury("hopeless"));
        TaskId cancelled = bench.enqueue(work());
        bench.control().cancel(Workspace.DEFAULT, List.of(cancelled));

        for (TaskId failed : List.of(dead, cancelled)) {
            TaskId blocked = bench.enqueue(work().dependsOn(failed));
            TaskId given = bench.enqueue(work().dependsOn(failed).onDependencyFailure(OnDependencyFailure.CANCEL));
            assertThat(bench.find(blocked).status()).isEqualTo(TaskStatus.BLOCKED);
            assertThat(bench.find(given).status()).isEqualTo(TaskStatus.CANCELLED);
            assertThat(bench.find(given).state().finishedAt())
                    .isEqualTo(bench.clock().instant());
        }
    }

    @Test
    default void I6_a_paused_intake_refuses_the_whole_batch(Bench bench) {
        Pause pause = Pause.type(Pause.Gate.INTAKE, Workspace.DEFAULT, new TaskType("mail"));
        bench.control().pause(pause);
        NewTask mail = bench.task(TaskDraft.of("mail"));
        NewTask open = bench.task(work());

        assertError(ErrorCode.INTAKE_PAUSED, () -> bench.enqueue(open, mail));
        assertThat(bench.inspection().stats(Workspace.DEFAULT).total()).isZero();

        bench.enqueue(open);
        bench.enqueue(TaskDraft.of("mail").workspace(ELSEWHERE));
        bench.control().resume(pause);
        bench.enqueue(mail);
    }

    @Test
    default void I6_intake_may_be_paused_for_a_workspace_or_the_store(Bench bench) {
        Pause workspace = Pause.workspace(Pause.Gate.INTAKE, ELSEWHERE);
        Pause store = Pause.store(Pause.Gate.INTAKE);

        bench.control().pause(workspace);
        assertError(ErrorCode.INTAKE_PAUSED, () -> bench.enqueue(bench.task(work().workspace(ELSEWHERE))));
        bench.enqueue(work());

        bench.control().pause(store);
        assertError(ErrorCode.INTAKE_PAUSED, () -> bench.enqueue(bench.task(work())));
    }

    @Test
    default void I7_a_concurrency_key_is_refused_where_no_limits_are_kept(Bench bench) {
        NewTask task = bench.task(work().concurrencyKey(new ConcurrencyKey("one-at-a-time")));

        assertError(ErrorCode.UNSUPPORTED, () -> bench.enqueue(task));
        assertThat(bench.inspection().stats(Workspace.DEFAULT).total()).isZero();
    }

    @Test
    default void I8_a_payload_is_measured_in_bytes_of_UTF_8(Bench bench) {
        Bench narrow = bench.another(options -> options.payloadBytesMax(10));

        narrow.enqueue(work().payload("\"12345678\""));
        narrow.enqueue(work().payload("\"éééé\""));
        assertError(ErrorCode.LIMIT_EXCEEDED, () -> narrow.enqueue(narrow.task(work().payload("\"123456789\""))));
        assertError(ErrorCode.LIMIT_EXCEEDED, () -> narrow.enqueue(narrow.task(work().payload("\"ééééé\""))));
    }

    @Test
    default void I9_an_external_id_belongs_to_one_task_of_its_workspace(Bench bench) {
        TaskDraft draft = work().externalId(new ExternalId("X-1"));
        TaskId first = bench.enqueue(draft);

        assertError(ErrorCode.ID_CONFLICT, () -> bench.enqueue(bench.task(draft)));
        bench.enqueue(draft.workspace(ELSEWHERE));

        assertThat(bench.inspection()
                        .find(Workspace.DEFAULT, new ExternalId("X-1"))
                        .map(Task::id))
                .contains(first);
    }

    @Test
    default void P7_text_comes_back_letter_for_letter(Bench bench) {
        for (String text : Samples.TEXTS) {
            TaskDraft draft = work().payload(text)
                    .attributes(JsonText.of(text))
                    .title("Ω " + IntStream.range(0, 3).mapToObj(i -> "'%_\\").toList())
                    .description("first line\n\tsecond — “quoted” 🦉\r\n");
            TaskId id = bench.enqueue(draft);
            ClaimedTask claimed = bench.claim();
            assertThat(claimed.task().spec()).isEqualTo(draft.spec());
            bench.end(claimed, completed(text));
            assertThat(bench.find(id).spec().payload().text()).isEqualTo(text);
            assertThat(bench.find(id).state().result()).isEqualTo(JsonText.of(text));
        }
    }

    @Test
    default void P7_instants_come_back_to_the_microsecond(Bench bench) {
        bench.clock().set(Instant.parse("2026-03-04T05:06:07.123456789Z"));
        TaskId id = bench.enqueue(work());

        assertThat(bench.find(id).state().createdAt()).isEqualTo("2026-03-04T05:06:07.123456Z");
        assertThat(bench.find(id).state().runAfter()).isEqualTo("2026-03-04T05:06:07.123456Z");
        assertThat(bench.claim().task().id()).isEqualTo(id);
    }
}
