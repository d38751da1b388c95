package dev.taskport.contract;

import static dev.taskport.contract.Bench.completed;
import static dev.taskport.contract.Bench.ids;
import static dev.taskport.contract.Bench.request;
import static dev.taskport.contract.Bench.work;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.ExternalId;
import dev.taskport.domain.IdempotencyKey;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.Outcome;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.SettleAnswer;
import dev.taskport.domain.Stamp;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.Workspace;
import dev.taskport.port.EnqueueAnswer;
import dev.taskport.port.LogLine;
import dev.taskport.port.Pause;
import dev.taskport.port.RecordKey;
import dev.taskport.port.RecordWrite;
import dev.taskport.port.TaskTransfer;
import dev.taskport.port.TransferAnswer;
import dev.taskport.port.TransferItem;
import dev.taskport.port.TransferReader;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What {@link TaskTransfer} promises. */
public interface TaskTransferContract extends BackendContract {

    /** A store with something of everything in it. */
    private static void fill(Bench bench) {
        bench.enqueue(Samples.everything());
        ClaimedTask failedOnce = bench.running();
        Leases.log(bench, failedOnce.lease(), "first line");
        bench.advanceSeconds(1);
        bench.end(failedOnce, new Outcome.Retry("it broke", Duration.ofMinutes(5)));
        TaskId done = bench.ended(completed("{\"sum\":42}"));
        bench.ended(new Outcome.Bury("hopeless"));
        TaskId held = bench.enqueue(work().held());
        bench.enqueue(work().dependsOn(done, held));
        bench.enqueue(work().workspace(TaskIntakeContract.ELSEWHERE).key("k"));
        ClaimedTask running = bench.running();
        Leases.progress(bench, running.lease(), 30);
        Leases.log(bench, running.lease(), "running");
        bench.enqueue(3, Bench::work);
        bench.control().pause(Pause.workspace(Pause.Gate.INTAKE, TaskIntakeContract.ELSEWHERE));
        bench.backend().records().write(List.of(record("notes", "a/b", "[1]"), record("notes", "a", "[2]")));
        bench.backend().records().write(List.of(record("notes", "a", "[3]")));
        bench.backend().records().write(List.of(record("runtime.workers", "w", "[4]")));
    }

    private static RecordWrite record(String collection, String path, String content) {
        return new RecordWrite.Put(
                new RecordKey(Workspace.DEFAULT, collection, path), JsonText.of(content), null, Duration.ofDays(1));
    }

    private static Bench moved(Bench source) {
        Bench target = source.another(UnaryOperator.identity());
        List<TransferItem> items = Transfers.readAll(source.backend());
        assertThat(target.backend().transfer().apply(items))
                .as("settings that say nothing are not newer")
                .isSubsetOf(TransferAnswer.APPLIED, TransferAnswer.NOT_NEWER)
                .endsWith(TransferAnswer.APPLIED);
        return target;
    }

    @Test
    default void T1_a_reader_shows_one_moment(Bench bench) {
        fill(bench);
        List<TransferItem> expected = Transfers.readAll(bench.backend());
        try (TransferReader reader = bench.backend().transfer().read()) {
            List<TransferItem> first = reader.next(null, 3);
            bench.claim(10);
            bench.enqueue(20, Bench::work);
            bench.housekeeping().prune(TaskHousekeepingContract.AT_ONCE, 10);
            bench.backend().records().write(List.of(record("notes", "later", "[5]")));

            assertThat(first).isEqualTo(expected.subList(0, 3));
            assertThat(Transfers.rest(reader, first.get(2).position())).isEqualTo(expected.subList(3, expected.size()));
        }
    }

    @Test
    default void T1_settings_come_first_then_tasks_by_id_then_records(Bench bench) {
        fill(bench);
        List<TransferItem> items = Transfers.readAll(bench.backend());

        assertThat(items).extracting(item -> item.position().section()).isSorted();
        assertThat(items.get(0)).isInstanceOf(TransferItem.Settings.class);
        assertThat(Transfers.tasks(items)).extracting(Task::id).isSorted().hasSize(11);
        assertThat(items.stream().filter(TransferItem.RecordItem.class::isInstance))
                .hasSize(2);
    }

    @Test
    default void T1_a_copy_that_was_interrupted_goes_on_with_a_new_reader(Bench bench) {
        fill(bench);
        List<TransferItem> items = Transfers.readAll(bench.backend());
        for (TransferItem seen : items) {
            try (TransferReader reader = bench.backend().transfer().read()) {
                assertThat(Transfers.rest(reader, seen.position()))
                        .isEqualTo(items.subList(items.indexOf(seen) + 1, items.size()));
            }
        }
    }

    @Test
    default void T1_a_reader_knows_whether_the_store_has_changed_since(Bench bench) {
        fill(bench);
        assertChange(bench, false, () -> {});
        assertChange(bench, false, () -> bench.inspection().preview(request(5, SchedulingStrategy.WEIGHTED_RANDOM)));
        assertChange(bench, false, () -> bench.backend().records().write(List.of(record("runtime.workers", "w", "1"))));
        assertChange(bench, true, () -> bench.enqueue(work()));
        assertChange(bench, true, () -> bench.claim(1));
        assertChange(bench, true, () -> bench.control().pause(Pause.store(Pause.Gate.CLAIMS)));
        assertChange(bench, true, () -> bench.backend().records().write(List.of(record("notes", "z", "1"))));
        ClaimedTask held = bench.leasing().held(Bench.worker(1)).get(0);
        assertChange(bench, true, () -> Leases.log(bench, held.lease(), "one more"));
        assertChange(bench, true, () -> Leases.renew(bench, held.lease()));
        assertChange(bench, true, () -> bench.housekeeping().prune(TaskHousekeepingContract.AT_ONCE, 1));
    }

    private static void assertChange(Bench bench, boolean expected, Runnable action) {
        try (TransferReader reader = bench.backend().transfer().read()) {
            action.run();
            assertThat(reader.changedSince()).isEqualTo(expected);
        }
    }

    @Test
    default void T2_applying_again_changes_nothing(Bench bench) {
        fill(bench);
        Bench target = moved(bench);
        List<TransferItem> before = Transfers.readAll(target.backend());

        assertThat(target.backend().transfer().apply(before)).containsOnly(TransferAnswer.NOT_NEWER);
        assertThat(Transfers.readAll(target.backend())).isEqualTo(before);
    }

    @Test
    default void T2_the_newest_state_wins(Bench bench) {
        TaskId id = bench.enqueue(work().key("k"));
        Task older = bench.find(id);
        ClaimedTask claimed = bench.claim();
        Leases.log(bench, claimed.lease(), "line");
        Task newer = bench.find(id);
        Bench target = bench.another(UnaryOperator.identity());
        List<LogLine> log = Leases.lines(bench, id);

        assertThat(Transfers.apply(target, Transfers.item(older))).containsExactly(TransferAnswer.APPLIED);
        assertThat(Transfers.apply(target, new TransferItem.TaskItem(Samples.NOWHERE, newer, log)))
                .containsExactly(TransferAnswer.APPLIED);
        assertThat(Transfers.apply(target, Transfers.item(older))).containsExactly(TransferAnswer.NOT_NEWER);
        assertThat(target.find(id)).isEqualTo(newer);
        assertThat(Leases.lines(target, id)).isEqualTo(log);

        Stamp later = new Stamp(newer.stamp().generation() + 1, 1);
        Task ofNextGeneration = new Task(id, newer.lineage(), older.spec(), older.state(), later);
        assertThat(Transfers.apply(target, Transfers.item(ofNextGeneration))).containsExactly(TransferAnswer.APPLIED);
        assertThat(target.find(id)).isEqualTo(ofNextGeneration);
    }

    @Test
    default void T2_older_records_do_not_replace_newer_ones(Bench bench) {
        bench.backend().records().write(List.of(record("notes", "a", "[1]")));
        List<TransferItem> older = Transfers.readAll(bench.backend());
        bench.backend().records().write(List.of(record("notes", "a", "[2]")));
        Bench target = bench.another(UnaryOperator.identity());
        target.backend().transfer().apply(Transfers.readAll(bench.backend()));
        target.backend().transfer().apply(older);

        assertThat(target.backend().records().get(new RecordKey(Workspace.DEFAULT, "notes", "a")))
                .isEqualTo(bench.backend().records().get(new RecordKey(Workspace.DEFAULT, "notes", "a")));
    }

    @Test
    default void T3_a_task_of_another_lineage_is_never_overwritten(Bench bench) {
        TaskId id = bench.enqueue(work());
        Task mine = bench.find(id);
        Bench other = bench.another(UnaryOperator.identity());
        other.enqueue(work().as(id));
        Task theirs = other.find(id);
        Task newer = new Task(id, theirs.lineage(), theirs.spec(), theirs.state(), new Stamp(9, 9));
        TaskId unrelated = other.enqueue(work());

        assertThat(Transfers.apply(bench, Transfers.item(newer), Transfers.item(other.find(unrelated))))
                .containsExactly(TransferAnswer.ID_CONFLICT, TransferAnswer.APPLIED);
        assertThat(bench.find(id)).isEqualTo(mine);
    }

    @Test
    default void T3_a_key_or_external_id_of_another_task_is_a_key_conflict(Bench bench) {
        TaskId keyed = bench.enqueue(work().key("k"));
        bench.enqueue(work().externalId(new ExternalId("X")));
        Bench other = bench.another(UnaryOperator.identity());
        Task sameKey = other.find(other.enqueue(work().key("k")));
        Task sameName = other.find(other.enqueue(work().externalId(new ExternalId("X"))));

        assertThat(Transfers.apply(bench, Transfers.item(sameKey), Transfers.item(sameName)))
                .containsOnly(TransferAnswer.KEY_CONFLICT);
        assertThat(bench.inspection().find(Workspace.DEFAULT, sameKey.id())).isEmpty();
        assertThat(bench.inspection().find(Workspace.DEFAULT, new IdempotencyKey("k")))
                .map(Task::id)
                .contains(keyed);
    }

    @Test
    default void T4_what_is_applied_comes_back_equal(Bench bench) {
        fill(bench);
        Bench target = moved(bench);

        assertThat(Transfers.readAll(target.backend())).isEqualTo(Transfers.readAll(bench.backend()));
    }

    @Test
    default void T4_a_task_with_every_field_set_comes_back_equal(Bench bench) {
        fill(bench);
        Task rich = Transfers.tasks(Transfers.readAll(bench.backend())).stream()
                .filter(task -> task.state().progress() != null)
                .findFirst()
                .orElseThrow();
        Task imported = new Task(
                bench.newId(),
                rich.lineage(),
                Samples.everything().key("another").externalId(null).spec(),
                rich.state().toBuilder()
                        .importedAt(bench.clock().instant())
                        .finishedAt(bench.clock().instant().minusSeconds(5))
                        .revision(3)
                        .build(),
                new Stamp(17, 4));
        assertThat(Transfers.apply(bench, Transfers.item(imported))).containsExactly(TransferAnswer.APPLIED);
        assertThat(bench.find(imported.id())).isEqualTo(imported);
    }

    @Test
    default void T5_order_keys_dependencies_and_leases_keep_their_meaning(Bench bench) {
        fill(bench);
        Bench target = moved(bench);
        ClaimedTask running = bench.leasing().held(Bench.worker(1)).get(0);

        assertThat(target.leasing().held(Bench.worker(1))).containsExactly(running);
        assertThat(target.settle(running.lease(), completed())).isEqualTo(SettleAnswer.APPLIED);
        assertThat(target.inspection().pauses()).isEqualTo(bench.inspection().pauses());
        for (SchedulingStrategy strategy :
                List.of(SchedulingStrategy.FIFO, SchedulingStrategy.LIFO, SchedulingStrategy.PRIORITY_AGEING)) {
            assertThat(target.inspection().preview(request(10, strategy)).tasks())
                    .isEqualTo(bench.inspection().preview(request(10, strategy)).tasks());
        }
        assertThat(target.enqueue(target.task(Samples.everything().externalId(null))))
                .extracting(EnqueueAnswer::kind)
                .containsExactly(EnqueueAnswer.Kind.DUPLICATE_KEY);
    }

    @Test
    default void T5_a_moved_dependency_still_unblocks(Bench bench) {
        TaskId on = bench.enqueue(work());
        TaskId dependant = bench.enqueue(work().dependsOn(on));
        Bench target = moved(bench);
        target.end(target.claim(), completed());

        assertThat(target.find(dependant).status()).isEqualTo(TaskStatus.QUEUED);
        assertThat(ids(target.claim(10))).containsExactly(dependant);
    }

    @Test
    default void T5_a_lanes_virtual_time_moves_and_never_goes_back(Bench bench) {
        bench.enqueue(100, Bench::work);
        bench.claim(50, SchedulingStrategy.WEIGHTED_RANDOM);
        TransferItem.Settings source = settings(bench);
        assertThat(source.virtualTimes()).singleElement().satisfies(lane -> {
            assertThat(lane.lane()).isEqualTo(work().spec().lane());
            assertThat(lane.value()).isPositive();
        });
        Bench target = moved(bench);
        assertThat(settings(target)).isEqualTo(source);
        target.claim(40, SchedulingStrategy.WEIGHTED_RANDOM);
        double further = settings(target).virtualTimes().get(0).value();
        Transfers.apply(target, source);

        assertThat(settings(target).virtualTimes().get(0).value()).isEqualTo(further);
    }

    private static TransferItem.Settings settings(Bench bench) {
        return (TransferItem.Settings) Transfers.readAll(bench.backend()).get(0);
    }
}
