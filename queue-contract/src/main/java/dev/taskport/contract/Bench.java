package dev.taskport.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.domain.Capabilities;
import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.Lease;
import dev.taskport.domain.NewTask;
import dev.taskport.domain.Outcome;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.SettleAnswer;
import dev.taskport.domain.Settlement;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.WorkerId;
import dev.taskport.domain.Workspace;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.ClaimRequest;
import dev.taskport.port.EnqueueAnswer;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.TaskControl;
import dev.taskport.port.TaskHousekeeping;
import dev.taskport.port.TaskInspection;
import dev.taskport.port.TaskLeasing;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A store under test, with a clock that is set by hand and short words for what tests do most. Everything that was opened
 * through it is closed with it.
 */
public final class Bench implements AutoCloseable {

    private static final String WORK = "work";

    private final Supplier<BackendFixture> fixtures;
    private final BackendFixture fixture;
    private final SettableClock clock;
    private final AtomicLong ids;
    private final BackendOptions options;
    private final Deque<Runnable> opened = new ArrayDeque<>();
    private PersistenceBackend backend;

    private Bench(
            Supplier<BackendFixture> fixtures,
            SettableClock clock,
            AtomicLong ids,
            UnaryOperator<BackendOptions> options) {
        this.fixtures = fixtures;
        this.fixture = fixtures.get();
        this.clock = clock;
        this.ids = ids;
        // Chance is the same in every run and another for every store.
        this.options = options.apply(BackendOptions.defaults()
                .clock(clock)
                .random(new Random(ids.getAndIncrement()))
                .strategies(EnumSet.allOf(SchedulingStrategy.class)));
        this.backend = fixture.open(this.options);
        opened.push(backend::close);
    }

    /** A fresh store that keeps every order. */
    public static Bench open(Supplier<BackendFixture> fixtures) {
        long firstId = TaskId.of(SettableClock.START.toEpochMilli(), 1, 0).value();
        return new Bench(fixtures, new SettableClock(), new AtomicLong(firstId), UnaryOperator.identity());
    }

    /** Another fresh store, on the same clock, with ids that do not meet this one's. */
    public Bench another(UnaryOperator<BackendOptions> change) {
        Bench other = new Bench(fixtures, clock, ids, change);
        opened.push(other::close);
        return other;
    }

    /** The same store, opened once more beside this one. */
    public PersistenceBackend secondConnection() {
        PersistenceBackend second = fixture.open(options);
        opened.push(second::close);
        return second;
    }

    /** Closes the store and opens it again. */
    public void reopen() {
        backend.close();
        backend = secondConnection();
    }

    public SettableClock clock() {
        return clock;
    }

    public BackendFixture fixture() {
        return fixture;
    }

    public BackendOptions options() {
        return options;
    }

    public PersistenceBackend backend() {
        return backend;
    }

    public TaskLeasing leasing() {
        return backend.leasing();
    }

    public TaskControl control() {
        return backend.control();
    }

    public TaskInspection inspection() {
        return backend.inspection();
    }

    public TaskHousekeeping housekeeping() {
        return backend.housekeeping();
    }

    public void advance(Duration by) {
        clock.advance(by);
    }

    public void advanceSeconds(long seconds) {
        clock.advance(Duration.ofSeconds(seconds));
    }

    /** An id higher than all before. */
    public TaskId newId() {
        return new TaskId(ids.getAndIncrement());
    }

    /** The draft of a task of the type that {@link #claim} takes. */
    public static TaskDraft work() {
        return TaskDraft.of(WORK);
    }

    public NewTask task(TaskDraft draft) {
        return draft.as(newId());
    }

    public List<EnqueueAnswer> enqueue(NewTask... tasks) {
        return backend.intake().enqueue(List.of(tasks));
    }

    /** Enqueues a new task and answers its id. */
    public TaskId enqueue(TaskDraft draft) {
        List<EnqueueAnswer> answers = enqueue(task(draft));
        assertThat(answers).singleElement().returns(EnqueueAnswer.Kind.CREATED, EnqueueAnswer::kind);
        return answers.get(0).id();
    }

    /** Enqueues so many tasks alike, in one batch, and answers their ids. */
    public List<TaskId> enqueue(int count, Supplier<TaskDraft> draft) {
        List<NewTask> tasks =
                Stream.generate(() -> task(draft.get())).limit(count).toList();
        return backend.intake().enqueue(tasks).stream().map(EnqueueAnswer::id).toList();
    }

    /** The task as it is stored, in the default workspace. */
    public Task find(TaskId id) {
        return inspection().find(Workspace.DEFAULT, id).orElseThrow(() -> new AssertionError("There is no task " + id));
    }

    /** A claim of {@code max} tasks of {@link #work()} in order of id, by a worker without capabilities. */
    public static ClaimRequest request(int max) {
        return request(max, SchedulingStrategy.FIFO);
    }

    public static ClaimRequest request(int max, SchedulingStrategy strategy) {
        return new ClaimRequest(
                worker(1), Workspace.DEFAULT, types(WORK), Capabilities.NONE, strategy, max, Lease.DEFAULT);
    }

    public static ClaimRequest by(WorkerId worker, ClaimRequest request) {
        return new ClaimRequest(
                worker,
                request.workspace(),
                request.types(),
                request.capabilities(),
                request.strategy(),
                request.max(),
                request.lease());
    }

    public static ClaimRequest of(Set<TaskType> types, ClaimRequest request) {
        return new ClaimRequest(
                request.worker(),
                request.workspace(),
                types,
                request.capabilities(),
                request.strategy(),
                request.max(),
                request.lease());
    }

    public static ClaimRequest in(Workspace workspace, ClaimRequest request) {
        return new ClaimRequest(
                request.worker(),
                workspace,
                request.types(),
                request.capabilities(),
                request.strategy(),
                request.max(),
                request.lease());
    }

    public static ClaimRequest offering(Capabilities capabilities, ClaimRequest request) {
        return new ClaimRequest(
                request.worker(),
                request.workspace(),
                request.types(),
                capabilities,
                request.strategy(),
                request.max(),
                request.lease());
    }

    public static Set<TaskType> types(String... names) {
        return Arrays.stream(names).map(TaskType::new).collect(Collectors.toUnmodifiableSet());
    }

    public static WorkerId worker(int number) {
        return new WorkerId("worker-" + number);
    }

    public List<ClaimedTask> claim(int max) {
        return leasing().claim(request(max));
    }

    public List<ClaimedTask> claim(int max, SchedulingStrategy strategy) {
        return leasing().claim(request(max, strategy));
    }

    /** Claims exactly one task. */
    public ClaimedTask claim() {
        List<ClaimedTask> claimed = claim(1);
        assertThat(claimed).as("a due task to claim").hasSize(1);
        return claimed.get(0);
    }

    /** Enqueues a task and claims it; there must be no other that is due. */
    public ClaimedTask running() {
        TaskId id = enqueue(work());
        ClaimedTask claimed = claim();
        assertThat(claimed.task().id()).isEqualTo(id);
        return claimed;
    }

    public SettleAnswer settle(Lease lease, Outcome outcome) {
        List<SettleAnswer> answers = leasing().settle(List.of(new Settlement(lease, outcome)));
        assertThat(answers).hasSize(1);
        return answers.get(0);
    }

    /** Ends the attempt; that must take effect. */
    public void end(ClaimedTask claimed, Outcome outcome) {
        assertThat(settle(claimed.lease(), outcome)).isEqualTo(SettleAnswer.APPLIED);
    }

    /** Enqueues a task, runs it and ends it so. */
    public TaskId ended(Outcome outcome) {
        ClaimedTask claimed = running();
        end(claimed, outcome);
        return claimed.task().id();
    }

    public static Outcome completed() {
        return new Outcome.Complete(null);
    }

    public static Outcome completed(String result) {
        return new Outcome.Complete(JsonText.of(result));
    }

    /** Failed, to be tried again at once. */
    public static Outcome failed() {
        return new Outcome.Retry("it broke", Duration.ZERO);
    }

    public static List<TaskId> ids(List<ClaimedTask> claimed) {
        return claimed.stream().map(each -> each.task().id()).toList();
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            opened.pop().run();
        }
        fixture.close();
    }
}
