package dev.taskport.contract.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.contract.Bench;
import dev.taskport.domain.Capabilities;
import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.Lease;
import dev.taskport.domain.NewTask;
import dev.taskport.domain.Retention;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.Settlement;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskEdit;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskLifecycle;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.TaskportException;
import dev.taskport.domain.WorkerId;
import dev.taskport.domain.Workspace;
import dev.taskport.port.ClaimRequest;
import dev.taskport.port.Exchange;
import dev.taskport.port.LogAppend;
import dev.taskport.port.LogLine;
import dev.taskport.port.Pause;
import dev.taskport.port.ProgressReport;
import dev.taskport.port.TaskQuery;
import dev.taskport.port.TaskStats;
import dev.taskport.port.TransferItem;
import dev.taskport.port.TransferReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Takes steps with a backend and the model side by side, and compares what they answer and hold. */
final class ModelRun {

    /** The whole state is compared after so many steps; the answers after each. */
    private static final int COMPARED_EVERY = 10;

    private static final int EVERYTHING = 10_000;
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Retention RETENTION =
            new Retention(Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(90), null);

    private final Bench bench;
    private final NaiveQueue model;
    private final boolean durable;
    private final List<Lease> leases = new ArrayList<>();
    private final List<NewTask> enqueued = new ArrayList<>();
    private final List<String> story = new ArrayList<>();
    private int reopenings;
    private int stepsAfterReopening;

    ModelRun(Bench bench) {
        this.bench = bench;
        this.durable = bench.backend().profile().durable();
        this.model = new NaiveQueue(bench.backend().identity(), bench.options().ageing());
    }

    /** What was done so far, in words. */
    List<String> story() {
        return story;
    }

    int reopenings() {
        return reopenings;
    }

    /** How many steps were taken on a store that had been closed and opened before. */
    int stepsAfterReopening() {
        return stepsAfterReopening;
    }

    /** @throws AssertionError at the first difference */
    void take(List<Step> steps) {
        int taken = 0;
        for (Step step : steps) {
            take(step);
            stepsAfterReopening += reopenings > 0 ? 1 : 0;
            if (++taken % COMPARED_EVERY == 0) {
                compareState();
            }
        }
        compareState();
    }

    private Instant now() {
        return bench.clock().instant();
    }

    private void take(Step step) {
        Arguments choose = new Arguments(step, model, leases);
        switch (step.kind()) {
            case ENQUEUE -> enqueue(choose.newTasks(bench::newId), fault(choose));
            case REPEAT_ENQUEUE -> enqueue(choose.repeated(enqueued), fault(choose));
            case CLAIM -> claim(choose.claim(), fault(choose));
            case SETTLE -> settle(choose.settlements(), fault(choose));
            case COMPLETE_ALL -> settle(choose.allCompleted(), fault(choose));
            case EXCHANGE -> exchange(choose.settlements(), choose.claim());
            case RENEW -> renew(choose.leases(), fault(choose));
            case PROGRESS -> progress(choose.progress());
            case LOG -> log(choose.lines());
            case CANCEL, HOLD, UNHOLD, REPLAY -> control(step.kind(), choose);
            case EDIT -> edit(choose.workspace(), choose.edit());
            case PAUSE -> pause(choose.pause());
            case RESUME -> resume(choose);
            case RECLAIM -> reclaim();
            case PRUNE -> prune();
            case SWEEP -> sweep();
            case LIST -> list(choose.query(now()));
            case CLOCK_ON -> moveClock(choose.upTo(Duration.ofSeconds(10)));
            case CLOCK_FAR -> moveClock(choose.upTo(Duration.ofMinutes(10)));
            case CLOCK_BACK -> moveClock(choose.upTo(Duration.ofMinutes(1)).negated());
            case REOPEN -> reopen();
        }
    }

    // Answers, and calls whose answer is lost

    /** What may go wrong with a call. */
    private enum Fault {
        NONE,
        /** The call never reached the store. */
        LOST_BEFORE,
        /** The call took effect, but its answer never came back. */
        LOST_AFTER
    }

    private static Fault fault(Arguments choose) {
        return choose.chance(0.9) ? Fault.NONE : choose.chance(0.5) ? Fault.LOST_BEFORE : Fault.LOST_AFTER;
    }

    /** What a call answers, or the error it ends with. */
    private static Object answer(Supplier<?> call) {
        try {
            return call.get();
        } catch (TaskportException refused) {
            return refused.code();
        }
    }

    /** Calls through a line that may break. */
    private static <T> T over(Fault fault, Supplier<T> call) {
        if (fault == Fault.LOST_BEFORE) {
            throw unknown();
        }
        T answer = call.get();
        if (fault == Fault.LOST_AFTER) {
            throw unknown();
        }
        return answer;
    }

    private static TaskportException unknown() {
        return ErrorCode.OUTCOME_UNKNOWN.error("The line broke. The call may have happened. Repeat it.");
    }

    /** Makes the same call to both, over the same bad line; after an unknown outcome it is repeated, as a caller would. */
    private Object both(String what, Fault fault, Supplier<?> ofStore, Supplier<?> ofModel) {
        Object expected = answer(() -> over(fault, ofModel));
        Object actual = answer(() -> over(fault, ofStore));
        tell(what, fault, expected);
        assertThat(actual).as("answer to %s", what).isEqualTo(expected);
        return expected == ErrorCode.OUTCOME_UNKNOWN ? both(what + ", again", Fault.NONE, ofStore, ofModel) : actual;
    }

    private Object both(String what, Supplier<?> ofStore, Supplier<?> ofModel) {
        return both(what, Fault.NONE, ofStore, ofModel);
    }

    private void tell(String what, Fault fault, Object expected) {
        story.add(now() + " " + what + (fault == Fault.NONE ? "" : " [" + fault + "]") + " -> " + Words.of(expected));
    }

    // Producers and workers

    private void enqueue(List<NewTask> tasks, Fault fault) {
        if (tasks.isEmpty()) {
            return;
        }
        Object answer = both(
                "enqueue " + tasks.stream().map(Words::of).toList(),
                fault,
                () -> bench.backend().intake().enqueue(tasks),
                () -> model.enqueue(tasks, now()));
        if (answer instanceof List) {
            enqueued.addAll(tasks);
        }
    }

    private void claim(ClaimRequest request, Fault fault) {
        if (fault == Fault.NONE) {
            remember((List<?>) both(
                    "claim " + Words.of(request),
                    () -> bench.leasing().claim(request),
                    () -> model.claim(request, now())));
            return;
        }
        // A claim cannot be repeated with the same effect: the worker asks what it holds, and adopts it.
        Object expected = answer(() -> over(fault, () -> model.claim(request, now())));
        tell("claim " + Words.of(request), fault, expected);
        assertThat(answer(() -> over(fault, () -> bench.leasing().claim(request))))
                .isEqualTo(expected);
        held(request.worker());
    }

    private void held(WorkerId worker) {
        remember((List<?>) both("held by " + worker, () -> bench.leasing().held(worker), () -> model.held(worker)));
    }

    private void remember(List<?> claimed) {
        claimed.forEach(each -> leases.add(((ClaimedTask) each).lease()));
    }

    private void settle(List<Settlement> settlements, Fault fault) {
        both(
                "settle " + settlements.stream().map(Words::of).toList(),
                fault,
                () -> bench.leasing().settle(settlements),
                () -> model.settle(settlements, now()));
    }

    private void exchange(List<Settlement> settlements, ClaimRequest request) {
        Object answer = both(
                "exchange " + settlements.stream().map(Words::of).toList() + " for " + Words.of(request),
                () -> bench.leasing().exchange(settlements, request),
                () -> model.exchange(settlements, request, now()));
        remember(((Exchange) answer).claimed());
    }

    private void renew(List<Lease> held, Fault fault) {
        both(
                "renew " + held.stream().map(Words::of).toList(),
                fault,
                () -> bench.leasing().renew(held, LEASE),
                () -> model.renew(held, LEASE, now()));
    }

    private void progress(List<ProgressReport> reports) {
        both(
                "progress "
                        + reports.stream()
                                .map(report -> Words.of(report.lease()))
                                .toList(),
                () -> bench.leasing().progress(reports),
                () -> model.progress(reports, now()));
    }

    private void log(List<LogAppend> lines) {
        both(
                "log " + lines.stream().map(line -> Words.of(line.lease())).toList(),
                () -> bench.backend().log().append(lines),
                () -> model.append(lines, now()));
    }

    // Operators, janitor, readers

    private void control(Step.Kind kind, Arguments choose) {
        Workspace workspace = choose.workspace();
        switch (kind) {
            case CANCEL -> {
                List<TaskId> ids = choose.tasks(EnumSet.of(TaskStatus.QUEUED, TaskStatus.BLOCKED, TaskStatus.LEASED));
                both(
                        "cancel " + ids + " in " + workspace,
                        () -> bench.control().cancel(workspace, ids),
                        () -> model.control(workspace, ids, TaskLifecycle::cancel, now()));
            }
            case HOLD -> {
                List<TaskId> ids = choose.tasks(EnumSet.of(TaskStatus.QUEUED, TaskStatus.BLOCKED));
                both(
                        "hold " + ids + " in " + workspace,
                        () -> bench.control().hold(workspace, ids),
                        () -> model.control(workspace, ids, TaskLifecycle::hold, now()));
            }
            case UNHOLD -> {
                List<TaskId> ids = choose.tasks(EnumSet.of(TaskStatus.HELD));
                both(
                        "unhold " + ids + " in " + workspace,
                        () -> bench.control().unhold(workspace, ids),
                        () -> model.unhold(workspace, ids, now()));
            }
            default -> {
                List<TaskId> ids = choose.tasks(EnumSet.of(TaskStatus.DEAD, TaskStatus.CANCELLED));
                both(
                        "replay " + ids + " in " + workspace,
                        () -> bench.control().replay(workspace, ids),
                        () -> model.replay(workspace, ids, now()));
            }
        }
    }

    private void edit(Workspace workspace, TaskEdit edit) {
        both(
                "edit " + edit + " in " + workspace,
                () -> bench.control().edit(workspace, edit),
                () -> model.edit(workspace, edit, now()));
    }

    private void pause(Pause pause) {
        story.add(now() + " pause " + pause);
        bench.control().pause(pause);
        model.pause(pause);
    }

    private void resume(Arguments choose) {
        List<Pause> closed = model.pauses().stream()
                .sorted((one, other) -> one.toString().compareTo(other.toString()))
                .toList();
        if (closed.isEmpty()) {
            return;
        }
        Pause pause = choose.one(closed);
        story.add(now() + " resume " + pause);
        bench.control().resume(pause);
        model.resume(pause);
    }

    private void reclaim() {
        both(
                "reclaim",
                () -> Set.copyOf(bench.housekeeping().reclaimExpired(EVERYTHING)),
                () -> Set.copyOf(model.reclaimExpired(now())));
    }

    private void prune() {
        both("prune", () -> bench.housekeeping().prune(RETENTION, EVERYTHING), () -> model.prune(RETENTION, now()));
    }

    private void sweep() {
        // The ends of tasks are followed up at once: whatever a sweep finds, was missed.
        both("sweep", () -> bench.housekeeping().sweepDependencies(EVERYTHING), () -> 0);
    }

    private void list(TaskQuery query) {
        both("list " + query, () -> bench.inspection().list(query), () -> model.list(query));
    }

    private void moveClock(Duration by) {
        bench.advance(by);
        story.add("the clock moves by " + by + " to " + now());
    }

    private void reopen() {
        if (durable) {
            story.add(now() + " reopen");
            bench.reopen();
            reopenings++;
            compareState();
        }
    }

    // The whole state

    private void compareState() {
        List<TransferItem> items = everything();
        List<Task> tasks = new ArrayList<>();
        for (TransferItem item : items) {
            if (item instanceof TransferItem.Settings settings) {
                assertThat(settings.pauses()).as("pauses").isEqualTo(model.pauses());
            } else if (item instanceof TransferItem.TaskItem task) {
                tasks.add(task.task());
                List<LogLine> log = model.log(task.task().id());
                assertThat(task.log()).as("log of %s", task.task().id()).isEqualTo(log);
            }
        }
        compareTasks(tasks);
        Set<Workspace> workspaces = tasks.stream().map(Task::workspace).collect(Collectors.toSet());
        assertThat(new HashSet<>(bench.inspection().workspaces())).isEqualTo(workspaces);
        workspaces.forEach(this::compareWorkspace);
    }

    /** One by one, so that a difference is told in few words. */
    private void compareTasks(List<Task> tasks) {
        List<Task> expected = model.tasks();
        for (int i = 0; i < Math.min(tasks.size(), expected.size()); i++) {
            assertThat(tasks.get(i)).as("task %s", expected.get(i).id()).isEqualTo(expected.get(i));
        }
        assertThat(tasks).extracting(Task::id).as("ids of all tasks").isEqualTo(ids(expected));
    }

    private static List<TaskId> ids(List<Task> tasks) {
        return tasks.stream().map(Task::id).toList();
    }

    private List<TransferItem> everything() {
        try (TransferReader reader = bench.backend().transfer().read()) {
            return reader.next(null, EVERYTHING);
        }
    }

    private void compareWorkspace(Workspace workspace) {
        TaskStats stats = bench.inspection().stats(workspace);
        for (TaskStatus status : TaskStatus.values()) {
            long expected = model.tasks().stream()
                    .filter(task -> task.workspace().equals(workspace) && task.status() == status)
                    .count();
            assertThat(stats.count(status)).as("%s in %s", status, workspace).isEqualTo(expected);
        }
        assertThat(stats.oldestQueuedSince())
                .as("oldest due task in %s", workspace)
                .isEqualTo(model.waitingSince(workspace, now())
                        .map(task -> task.state().runAfter())
                        .min(Instant::compareTo)
                        .orElse(null));
        for (SchedulingStrategy strategy : EnumSet.complementOf(EnumSet.of(SchedulingStrategy.WEIGHTED_RANDOM))) {
            compareOrder(workspace, strategy);
        }
    }

    private void compareOrder(Workspace workspace, SchedulingStrategy strategy) {
        Set<TaskType> types = model.tasks().stream().map(Task::type).collect(Collectors.toSet());
        ClaimRequest request = new ClaimRequest(
                new WorkerId("reader"),
                workspace,
                types,
                Capabilities.NONE.and("region", "*"),
                strategy,
                EVERYTHING,
                LEASE);
        List<TaskId> expected = ids(model.next(request, now()));
        List<TaskId> actual = ids(bench.inspection().preview(request).tasks());
        assertThat(actual)
                .as("order %s in %s", strategy, Objects.toString(workspace))
                .isEqualTo(expected);
    }
}
