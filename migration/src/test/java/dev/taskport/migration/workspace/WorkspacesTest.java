package dev.taskport.migration.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskport.adapter.inmemory.InMemoryBackendProvider;
import dev.taskport.domain.Capabilities;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.IdempotencyKey;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.Lane;
import dev.taskport.domain.Outcome;
import dev.taskport.domain.Requirements;
import dev.taskport.domain.Retention;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.Settlement;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.TaskportException;
import dev.taskport.domain.WorkerId;
import dev.taskport.domain.Workspace;
import dev.taskport.engine.Taskport;
import dev.taskport.migration.DelegatingBackend;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.BackendProvider.OpenMode;
import dev.taskport.port.ClaimRequest;
import dev.taskport.port.LogAppend;
import dev.taskport.port.LogLevel;
import dev.taskport.port.Pause;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.RecordKey;
import dev.taskport.port.RecordWrite;
import dev.taskport.port.TaskTransfer;
import dev.taskport.port.TransferAnswer;
import dev.taskport.port.TransferItem;
import dev.taskport.port.TransferReader;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class WorkspacesTest {

    private static final Workspace OLD = new Workspace("old");
    private static final Workspace NEW = new Workspace("new");

    private final PersistenceBackend store = new InMemoryBackendProvider()
            .open(BackendAddress.parse("memory:"), BackendOptions.defaults(), OpenMode.CREATE);
    private final Workspaces workspaces = new Workspaces(store);

    @Test
    void an_empty_workspace_is_there_once_it_was_created() {
        assertThat(workspaces.has(NEW)).isFalse();
        assertThat(workspaces.create(NEW)).isTrue();
        assertThat(workspaces.create(NEW)).isFalse();
        assertThat(store.inspection().workspaces()).containsExactly(NEW);
    }

    @Test
    void a_renamed_workspace_holds_everything_under_its_new_name() {
        enqueue(TaskDraft.of("first").key("k"), 1);
        enqueue(TaskDraft.of("second").dependsOn(id(1)), 2);
        enqueue(TaskDraft.of("third").held(), 3);
        store.intake().enqueue(List.of(TaskDraft.of("elsewhere").as(id(4))));
        put(OLD, "notes", "a/b");
        put(Workspace.DEFAULT, "notes", "a/b");
        store.control().pause(Pause.type(Pause.Gate.CLAIMS, OLD, new TaskType("third")));

        assertThat(workspaces.rename(OLD, NEW)).isEqualTo(3);

        assertThat(store.inspection().workspaces()).containsExactly(Workspace.DEFAULT, NEW);
        assertThat(store.inspection().find(NEW, new IdempotencyKey("k")))
                .map(Task::id)
                .contains(id(1));
        assertThat(store.inspection().find(OLD, id(1))).isEmpty();
        assertThat(store.records().get(new RecordKey(NEW, "notes", "a/b"))).isPresent();
        assertThat(store.records().get(new RecordKey(OLD, "notes", "a/b"))).isEmpty();
        assertThat(store.records().get(new RecordKey(Workspace.DEFAULT, "notes", "a/b")))
                .isPresent();
        assertThat(store.inspection().pauses())
                .containsExactly(Pause.type(Pause.Gate.CLAIMS, NEW, new TaskType("third")));
    }

    @Test
    void tasks_live_on_under_the_new_name() {
        enqueue(TaskDraft.of("first"), 1);
        enqueue(TaskDraft.of("second").dependsOn(id(1)), 2);
        workspaces.rename(OLD, NEW);

        complete("first");

        assertThat(store.inspection().find(NEW, id(1))).map(Task::status).contains(TaskStatus.COMPLETED);
        assertThat(store.inspection().find(NEW, id(2))).map(Task::status).contains(TaskStatus.QUEUED);
        assertThat(store.log().read(NEW, id(1), 0, 10)).hasSize(1);
        workspaces.rename(NEW, OLD);
        assertThat(store.log().read(OLD, id(1), 0, 10)).hasSize(1);
    }

    @Test
    void a_workspace_that_is_worked_in_is_not_renamed_and_its_gates_are_as_before() {
        enqueue(TaskDraft.of("first"), 1);
        store.control().pause(Pause.workspace(Pause.Gate.INTAKE, OLD));
        claim(OLD, "first");
        assertRefused(ErrorCode.UNAVAILABLE, "1 task is running", () -> workspaces.rename(OLD, NEW));
        assertThat(store.inspection().pauses()).containsExactly(Pause.workspace(Pause.Gate.INTAKE, OLD));
        assertThat(store.inspection().workspaces()).containsExactly(OLD);
    }

    @Test
    void a_workspace_with_a_worker_is_not_renamed() {
        workspaces.create(OLD);
        try (Taskport taskport = Taskport.over(store);
                var pool = taskport.workers()
                        .workspace(OLD)
                        .handle("x", (payload, context) -> null)
                        .start()) {
            Awaitility.await()
                    .untilAsserted(() -> assertRefused(
                            ErrorCode.UNAVAILABLE, "worker " + pool.id(), () -> workspaces.rename(OLD, NEW)));
        }
    }

    @Test
    void names_must_fit() {
        workspaces.create(NEW);
        assertRefused(ErrorCode.NOT_FOUND, "There is no workspace old", () -> workspaces.rename(OLD, NEW));
        assertRefused(ErrorCode.NOT_FOUND, "There is no workspace old", () -> workspaces.delete(OLD, true));
        workspaces.create(OLD);
        assertRefused(ErrorCode.INVALID_REQUEST, "There is a workspace new already", () -> workspaces.rename(OLD, NEW));
    }

    @Test
    void what_is_too_much_for_one_step_is_refused_and_unchanged() {
        store.records()
                .write(IntStream.range(0, WorkspaceContent.ITEMS_MAX)
                        .mapToObj(i -> write(OLD, "notes", "n" + i))
                        .toList());
        put(OLD, "notes", "one more");
        assertRefused(ErrorCode.LIMIT_EXCEEDED, "too much for one step", () -> workspaces.rename(OLD, NEW));
        assertThat(store.inspection().workspaces()).containsExactly(OLD);
        assertThat(store.inspection().pauses()).isEmpty();
    }

    @Test
    void as_many_tasks_as_one_step_takes_come_with_their_lane() {
        for (int i = 0; i < WorkspaceContent.ITEMS_MAX; i += 1000) {
            store.intake()
                    .enqueue(IntStream.range(i, i + 1000)
                            .mapToObj(n ->
                                    TaskDraft.of("many").workspace(OLD).as(TaskId.of(TaskId.EPOCH_MILLIS + n, 1, 1)))
                            .toList());
        }
        Lane lane = new Lane(OLD, new TaskType("many"), Requirements.NONE);
        store.transfer()
                .apply(List.of(new TransferItem.Settings(
                        new TransferItem.Position(0, ""), Set.of(), List.of(new TransferItem.VirtualTime(lane, 7)))));
        assertThat(workspaces.rename(OLD, NEW)).isEqualTo(WorkspaceContent.ITEMS_MAX);
    }

    @Test
    void a_task_that_is_changed_at_that_moment_comes_too() {
        enqueue(TaskDraft.of("first"), 1);
        enqueue(TaskDraft.of("second"), 2);
        put(OLD, "notes", "a");
        Disturbed disturbed = new Disturbed(store);
        disturbed.before(
                items -> items.stream().anyMatch(TransferItem.TaskItem.class::isInstance),
                () -> store.control().cancel(OLD, List.of(id(1))));
        disturbed.before(
                items -> items.stream().anyMatch(TransferItem.RecordItem.class::isInstance),
                () -> put(OLD, "notes", "a/b"));

        assertThat(new Workspaces(disturbed).rename(OLD, NEW)).isEqualTo(2);

        assertThat(disturbed.left()).isZero();
        assertThat(store.inspection().workspaces()).containsExactly(NEW);
        assertThat(store.inspection().find(NEW, id(1))).map(Task::status).contains(TaskStatus.CANCELLED);
        assertThat(store.inspection().find(NEW, id(2))).map(Task::status).contains(TaskStatus.QUEUED);
        assertThat(store.records().get(new RecordKey(NEW, "notes", "a"))).isPresent();
        assertThat(store.inspection().pauses()).isEmpty();
    }

    @Test
    void a_rename_that_was_cut_off_is_gone_on_with_by_the_same_call() {
        enqueue(TaskDraft.of("first"), 1);
        put(OLD, "notes", "a");
        store.control().pause(Pause.type(Pause.Gate.CLAIMS, OLD, new TaskType("third")));
        Disturbed dying = new Disturbed(store);
        dying.before(items -> items.stream().anyMatch(TransferItem.RecordItem.class::isInstance), () -> {
            throw new IllegalStateException("killed");
        });
        assertThatThrownBy(() -> new Workspaces(dying).rename(OLD, NEW)).hasMessage("killed");
        assertThat(store.inspection().workspaces()).containsExactlyInAnyOrder(OLD, NEW);

        assertRefused(
                ErrorCode.INVALID_REQUEST,
                "is being renamed to new",
                () -> workspaces.rename(OLD, new Workspace("another")));
        assertThat(workspaces.rename(OLD, NEW)).isEqualTo(1);

        assertThat(store.inspection().workspaces()).containsExactly(NEW);
        assertThat(store.records().get(new RecordKey(NEW, "notes", "a"))).isPresent();
        assertThat(store.inspection().pauses())
                .containsExactly(Pause.type(Pause.Gate.CLAIMS, NEW, new TaskType("third")));
        workspaces.create(OLD);
        assertThat(workspaces.delete(OLD, false)).isZero();
    }

    @Test
    void what_cannot_come_is_named_and_comes_when_the_obstacle_is_gone() {
        enqueue(TaskDraft.of("first").key("k"), 1);
        Disturbed disturbed = new Disturbed(store);
        disturbed.before(
                items -> items.stream().anyMatch(TransferItem.TaskItem.class::isInstance),
                () -> store.intake()
                        .enqueue(List.of(
                                TaskDraft.of("other").workspace(NEW).key("k").as(id(9)))));
        assertRefused(
                ErrorCode.VERSION_CONFLICT,
                "1 task of it (the first is " + id(1) + ") cannot come",
                () -> new Workspaces(disturbed).rename(OLD, NEW));
        assertThat(store.inspection().find(OLD, id(1))).isPresent();
        assertThat(store.inspection().pauses()).isEmpty();
        enqueue(TaskDraft.of("later"), 2);
        store.control().cancel(NEW, List.of(id(9)));
        store.housekeeping().prune(new Retention(null, Duration.ZERO, null, null), 10);
        assertThat(workspaces.rename(OLD, NEW)).isEqualTo(2);
    }

    @Test
    void only_a_workspace_without_tasks_is_deleted_and_records_only_if_told_so() {
        enqueue(TaskDraft.of("first"), 1);
        assertRefused(ErrorCode.INVALID_REQUEST, "holds 1 task,", () -> workspaces.delete(OLD, true));

        workspaces.create(NEW);
        store.control().pause(Pause.workspace(Pause.Gate.INTAKE, NEW));
        put(NEW, "notes", "a");
        put(NEW, "notes", "a/b");
        assertRefused(ErrorCode.INVALID_REQUEST, "holds 2 records of notes", () -> workspaces.delete(NEW, false));
        assertThat(workspaces.delete(NEW, true)).isEqualTo(2);

        assertThat(store.inspection().workspaces()).containsExactly(OLD);
        assertThat(store.inspection().pauses()).isEmpty();
        workspaces.create(NEW);
        assertThat(workspaces.delete(NEW, false)).isZero();
    }

    private void enqueue(TaskDraft draft, int number) {
        store.intake().enqueue(List.of(draft.workspace(OLD).as(id(number))));
    }

    private static TaskId id(int number) {
        return TaskId.of(TaskId.EPOCH_MILLIS + 1000, 1, number);
    }

    private void complete(String type) {
        claim(NEW, type).forEach(task -> {
            store.log().append(List.of(new LogAppend(task.lease(), LogLevel.INFO, "done")));
            store.leasing().settle(List.of(new Settlement(task.lease(), new Outcome.Complete(JsonText.EMPTY))));
        });
    }

    private List<dev.taskport.domain.ClaimedTask> claim(Workspace workspace, String type) {
        return store.leasing()
                .claim(new ClaimRequest(
                        new WorkerId("w"),
                        workspace,
                        Set.of(new TaskType(type)),
                        Capabilities.NONE,
                        SchedulingStrategy.PRIORITY,
                        1,
                        Duration.ofSeconds(25)));
    }

    private void put(Workspace workspace, String collection, String path) {
        Optional<RecordKey> refused = store.records().write(List.of(write(workspace, collection, path)));
        assertThat(refused).isEmpty();
    }

    private static RecordWrite write(Workspace workspace, String collection, String path) {
        return new RecordWrite.Put(new RecordKey(workspace, collection, path), JsonText.EMPTY, null, null);
    }

    private static void assertRefused(ErrorCode code, String message, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        TaskportException.class,
                        problem -> assertThat(problem.code()).isEqualTo(code))
                .hasMessageContaining(message);
    }

    /** Something happens just before a step is written, once each. */
    private static final class Disturbed extends DelegatingBackend {
        private final PersistenceBackend store;
        private final Deque<Map.Entry<Predicate<List<TransferItem>>, Runnable>> disturbances = new ArrayDeque<>();

        Disturbed(PersistenceBackend store) {
            super(store);
            this.store = store;
        }

        void before(Predicate<List<TransferItem>> step, Runnable disturbance) {
            disturbances.add(Map.entry(step, disturbance));
        }

        int left() {
            return disturbances.size();
        }

        @Override
        public TaskTransfer transfer() {
            return new TaskTransfer() {
                @Override
                public TransferReader read() {
                    return store.transfer().read();
                }

                @Override
                public List<TransferAnswer> apply(List<TransferItem> items) {
                    if (!disturbances.isEmpty() && disturbances.peek().getKey().test(items)) {
                        disturbances.remove().getValue().run();
                    }
                    return store.transfer().apply(items);
                }
            };
        }
    }
}
