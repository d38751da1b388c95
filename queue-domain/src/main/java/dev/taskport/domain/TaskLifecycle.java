package dev.taskport.domain;

import static dev.taskport.domain.TaskStatus.BLOCKED;
import static dev.taskport.domain.TaskStatus.CANCELLED;
import static dev.taskport.domain.TaskStatus.COMPLETED;
import static dev.taskport.domain.TaskStatus.DEAD;
import static dev.taskport.domain.TaskStatus.HELD;
import static dev.taskport.domain.TaskStatus.LEASED;
import static dev.taskport.domain.TaskStatus.QUEUED;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The life of a task: the table of what may happen when, and one pure function per event. Backends load a task, apply a
 * function, and save what it returns; they add no rule of their own.
 *
 * <p>A function answers empty where the event is not allowed in the task's status: that is a lost race, not an error.
 */
public final class TaskLifecycle {

    /** A reclaimed task waits this long per attempt, up to {@link #EXPIRY_WAIT_ATTEMPTS_MAX} attempts. */
    private static final Duration EXPIRY_WAIT = Duration.ofSeconds(1);

    private static final int EXPIRY_WAIT_ATTEMPTS_MAX = 3;

    private static final Map<TaskStatus, Map<TaskEvent, Set<TaskStatus>>> TABLE = table();

    private TaskLifecycle() {}

    private static Map<TaskStatus, Map<TaskEvent, Set<TaskStatus>>> table() {
        Map<TaskStatus, Map<TaskEvent, Set<TaskStatus>>> table = new EnumMap<>(TaskStatus.class);
        allow(table, QUEUED, TaskEvent.CLAIM, LEASED);
        allow(table, LEASED, TaskEvent.COMPLETE, COMPLETED);
        allow(table, LEASED, TaskEvent.RETRY, QUEUED, DEAD);
        allow(table, LEASED, TaskEvent.BURY, DEAD);
        allow(table, LEASED, TaskEvent.SNOOZE, QUEUED);
        allow(table, LEASED, TaskEvent.RELEASE, QUEUED);
        allow(table, LEASED, TaskEvent.EXPIRE, QUEUED, DEAD);
        for (TaskStatus status : List.of(QUEUED, BLOCKED, HELD, LEASED)) {
            allow(table, status, TaskEvent.CANCEL, CANCELLED);
        }
        for (TaskStatus status : List.of(QUEUED, BLOCKED)) {
            allow(table, status, TaskEvent.HOLD, HELD);
        }
        allow(table, HELD, TaskEvent.UNHOLD, QUEUED, BLOCKED, CANCELLED);
        for (TaskStatus status : List.of(QUEUED, BLOCKED, HELD)) {
            allow(table, status, TaskEvent.EDIT, status);
        }
        for (TaskStatus status : List.of(COMPLETED, DEAD, CANCELLED)) {
            allow(table, status, TaskEvent.REPLAY, QUEUED, BLOCKED, CANCELLED);
        }
        allow(table, BLOCKED, TaskEvent.UNBLOCK, QUEUED);
        return table;
    }

    private static void allow(
            Map<TaskStatus, Map<TaskEvent, Set<TaskStatus>>> table,
            TaskStatus from,
            TaskEvent event,
            TaskStatus... to) {
        table.computeIfAbsent(from, status -> new EnumMap<>(TaskEvent.class)).put(event, EnumSet.copyOf(List.of(to)));
    }

    /** Where the event may lead from that status; empty if it is not allowed there. */
    public static Set<TaskStatus> targets(TaskStatus from, TaskEvent event) {
        return Set.copyOf(TABLE.getOrDefault(from, Map.of()).getOrDefault(event, Set.of()));
    }

    /** The statuses in which the event is allowed. */
    public static Set<TaskStatus> sources(TaskEvent event) {
        Set<TaskStatus> sources = EnumSet.noneOf(TaskStatus.class);
        TABLE.forEach((from, events) -> {
            if (events.containsKey(event)) {
                sources.add(from);
            }
        });
        return sources;
    }

    /**
     * The first state of a task: HELD if it asks for that, BLOCKED while a dependency is open, CANCELLED if one has failed
     * and it asks for that, else QUEUED.
     *
     * @param found the status of every task it depends on
     * @throws TaskportException INVALID_REQUEST if a dependency was not found
     */
    public static Task enqueue(NewTask task, Lineage lineage, Map<TaskId, TaskStatus> found, Moment moment) {
        List<Dependency> dependencies = dependencies(task, found);
        TaskState.Builder first = TaskState.builder(task.held() ? HELD : waiting(dependencies), moment.now())
                .runAfter(task.runAfter().instant(moment.now()))
                .dependencies(dependencies);
        if (!dependencies.isEmpty() && anyCancels(task, found)) {
            first.status(CANCELLED).finishedAt(moment.now());
        }
        return new Task(task.id(), lineage, task.spec(), first.build(), new Stamp(moment.generation(), 1));
    }

    private static List<Dependency> dependencies(NewTask task, Map<TaskId, TaskStatus> found) {
        if (task.dependsOn().isEmpty()) {
            return List.of();
        }
        return task.dependsOn().stream()
                .map(on -> new Dependency(on, statusOf(task, on, found) == COMPLETED))
                .toList();
    }

    private static boolean anyCancels(NewTask task, Map<TaskId, TaskStatus> found) {
        return task.dependsOn().stream().anyMatch(on -> cancels(task.spec(), statusOf(task, on, found)));
    }

    private static TaskStatus statusOf(NewTask task, TaskId on, Map<TaskId, TaskStatus> found) {
        TaskStatus status = found.get(on);
        if (status == null) {
            throw Texts.invalid(
                    "Task " + task.id() + " depends on task " + on + ", which",
                    "is neither in workspace " + task.spec().workspace() + " nor earlier in the same batch",
                    "Enqueue that task first");
        }
        return status;
    }

    /**
     * Makes sure that enqueuing {@code task} again means the {@code stored} one.
     *
     * @throws TaskportException ID_CONFLICT if the stored task is another one under the same id
     */
    public static void requireRepeat(Task stored, NewTask task, Lineage lineage) {
        if (!stored.lineage().equals(lineage) || contentDiffers(stored, task)) {
            throw ErrorCode.ID_CONFLICT.error("The id " + task.id()
                    + " belongs to another task (another store, type or payload). Nothing was stored, the other task is"
                    + " unchanged. Make a new id for this task.");
        }
    }

    /** Whether the stored task has another type or payload than the one that repeats its id or key. */
    public static boolean contentDiffers(Task stored, NewTask task) {
        return !stored.type().equals(task.spec().type())
                || !stored.spec().payload().equals(task.spec().payload());
    }

    /** Takes the task under a lease; the epoch grows, and the attempt counts from now on. */
    public static Optional<Task> claim(Task task, WorkerId worker, Duration lease, Moment moment) {
        if (!task.due(moment.now())) {
            return Optional.empty();
        }
        TaskState state = task.state();
        return Optional.of(changed(
                task,
                state.toBuilder()
                        .status(LEASED)
                        .attempt(state.attempt() + 1)
                        .leaseEpoch(state.leaseEpoch() + 1)
                        .leaseGeneration(moment.generation())
                        .leasedBy(worker)
                        .leasedUntil(moment.now().plus(lease))
                        .progress(null)
                        .startedAt(moment.now()),
                moment));
    }

    /** Moves the deadline of the lease; empty if the lease is lost. */
    public static Optional<Task> renew(Task task, Lease lease, Duration duration, Moment moment) {
        if (!task.heldUnder(lease)) {
            return Optional.empty();
        }
        return Optional.of(
                changed(task, task.state().toBuilder().leasedUntil(moment.now().plus(duration)), moment));
    }

    /** Records how far the holder has come; empty if the lease is lost. */
    public static Optional<Task> progress(Task task, Lease lease, Progress progress, Moment moment) {
        if (!task.heldUnder(lease)) {
            return Optional.empty();
        }
        return Optional.of(changed(task, task.state().toBuilder().progress(progress), moment));
    }

    /** Ends an attempt, if it is still the settler's to end. */
    public static Settled settle(Task task, Settlement settlement, Moment moment) {
        if (task.heldUnder(settlement.lease())) {
            return new Settled(SettleAnswer.APPLIED, applied(task, settlement, moment));
        }
        boolean repeated = LastSettlement.of(settlement).equals(task.state().lastSettlement());
        return new Settled(repeated ? SettleAnswer.ALREADY_APPLIED : SettleAnswer.LEASE_LOST, task);
    }

    /** Whether the attempt that runs is the task's last one: if it fails, the task is dead. */
    public static boolean lastAttempt(Task task) {
        return task.state().attempt() >= task.spec().maxAttempts();
    }

    /** What became of a settlement, and the task after it (unchanged unless APPLIED). */
    public record Settled(SettleAnswer answer, Task task) {}

    private static Task applied(Task task, Settlement settlement, Moment moment) {
        TaskState.Builder next = settlement.outcome().match(new Settling(task, moment));
        return changed(task, unleased(next).lastSettlement(LastSettlement.of(settlement)), moment);
    }

    /** The life table's rows for the five outcomes. */
    private record Settling(Task task, Moment moment) implements Outcome.Cases<TaskState.Builder> {

        @Override
        public TaskState.Builder complete(Outcome.Complete outcome) {
            return finished(COMPLETED).result(outcome.result());
        }

        @Override
        public TaskState.Builder retry(Outcome.Retry outcome) {
            return failed(outcome.error(), outcome.delay());
        }

        @Override
        public TaskState.Builder bury(Outcome.Bury outcome) {
            return finished(DEAD).failures(failures(outcome.error()));
        }

        @Override
        public TaskState.Builder snooze(Outcome.Snooze outcome) {
            return givenBack(outcome.delay());
        }

        @Override
        public TaskState.Builder release(Outcome.Release outcome) {
            return givenBack(Duration.ZERO);
        }

        TaskState.Builder failed(String error, Duration delay) {
            TaskState.Builder next = lastAttempt(task) ? finished(DEAD) : queued(delay);
            return next.failures(failures(error));
        }

        private TaskState.Builder givenBack(Duration delay) {
            return queued(delay).attempt(task.state().attempt() - 1);
        }

        private TaskState.Builder queued(Duration delay) {
            return task.state().toBuilder().status(QUEUED).runAfter(moment.now().plus(delay));
        }

        private TaskState.Builder finished(TaskStatus status) {
            return task.state().toBuilder().status(status).finishedAt(moment.now());
        }

        private List<Failure> failures(String error) {
            TaskState state = task.state();
            Instant started = state.startedAt() == null ? moment.now() : state.startedAt();
            List<Failure> failures = new ArrayList<>(state.failures());
            failures.add(new Failure(
                    state.attempt(), error, moment.now(), state.leasedBy(), Duration.between(started, moment.now())));
            return failures.subList(Math.max(0, failures.size() - Failure.COUNT_MAX), failures.size());
        }
    }

    /**
     * Takes a task back from a holder whose lease has run out; empty if it has not. The attempt stays spent, so a task
     * that kills its worker cannot loop for ever.
     */
    public static Optional<Task> expire(Task task, Moment moment) {
        if (!task.expired(moment.now())) {
            return Optional.empty();
        }
        int waits = Math.min(task.state().attempt(), EXPIRY_WAIT_ATTEMPTS_MAX);
        String error = "The lease ran out: the worker stopped renewing it (it may have been killed, paused or cut off)";
        TaskState.Builder next = new Settling(task, moment).failed(error, EXPIRY_WAIT.multipliedBy(waits));
        return Optional.of(changed(task, unleased(next), moment));
    }

    public static Optional<Task> cancel(Task task, Moment moment) {
        return when(task, TaskEvent.CANCEL)
                .map(state -> changed(task, unleased(state.status(CANCELLED).finishedAt(moment.now())), moment));
    }

    public static Optional<Task> hold(Task task, Moment moment) {
        return when(task, TaskEvent.HOLD).map(state -> changed(task, state.status(HELD), moment));
    }

    /**
     * Lets a held task go on: to wait for its dependencies or to be claimed. As when it is enqueued, it is CANCELLED if one
     * of them has failed and it asks for that.
     *
     * @param found finds a task that it depends on
     */
    public static Optional<Task> unhold(Task task, Function<TaskId, Optional<Task>> found, Moment moment) {
        return when(task, TaskEvent.UNHOLD).map(state -> changed(task, goingOn(task, state, found, moment), moment));
    }

    /**
     * Starts a finished task anew: attempts from zero, failures kept, the lease epoch goes on. As when it is enqueued, it is
     * CANCELLED (again) if a dependency has failed and it asks for that: replay the dependency first.
     *
     * @param found finds a task that it depends on
     */
    public static Optional<Task> replay(Task task, Function<TaskId, Optional<Task>> found, Moment moment) {
        return when(task, TaskEvent.REPLAY)
                .map(state -> state.attempt(0)
                        .runAfter(moment.now())
                        .result(null)
                        .progress(null)
                        .startedAt(null)
                        .finishedAt(null))
                .map(state -> changed(task, goingOn(task, state, found, moment), moment));
    }

    private static TaskState.Builder goingOn(
            Task task, TaskState.Builder state, Function<TaskId, Optional<Task>> found, Moment moment) {
        boolean failed = task.state().dependencies().stream()
                .filter(dependency -> !dependency.satisfied())
                .flatMap(dependency -> found.apply(dependency.on()).stream())
                .anyMatch(on -> cancels(task.spec(), on.status()));
        return failed
                ? state.status(CANCELLED).finishedAt(moment.now())
                : state.status(waiting(task.state().dependencies()));
    }

    /** Applies a person's edit; the caller has compared the revision. Empty unless the task waits. */
    public static Optional<Task> edit(Task task, TaskEdit edit, Moment moment) {
        TaskSpec spec = edit.apply(task.spec());
        return when(task, TaskEvent.EDIT).map(state -> {
            state.revision(task.state().revision() + 1);
            if (edit.runAfter() != null) {
                state.runAfter(edit.runAfter().instant(moment.now()));
            }
            Task edited = new Task(task.id(), task.lineage(), spec, task.state(), task.stamp());
            return changed(edited, state, moment);
        });
    }

    /** Notes that a dependency has completed; the last open one unblocks the task. */
    private static Task satisfied(Task task, TaskId completed, Moment moment) {
        List<Dependency> dependencies = task.state().dependencies().stream()
                .map(dependency -> dependency.on().equals(completed) ? new Dependency(completed, true) : dependency)
                .toList();
        TaskStatus status = task.status() == BLOCKED ? waiting(dependencies) : task.status();
        return changed(task, task.state().toBuilder().dependencies(dependencies).status(status), moment);
    }

    /**
     * What the end of {@code ended} does to a task that waits for it: completion satisfies, and a failure cancels where
     * that was asked for. Empty if it changes nothing, as where it was satisfied before.
     */
    public static Optional<Task> dependencyEnded(Task dependant, Task ended, Moment moment) {
        if (!dependant.state().dependencies().contains(Dependency.open(ended.id()))) {
            return Optional.empty();
        }
        if (ended.status() == COMPLETED) {
            return Optional.of(satisfied(dependant, ended.id(), moment));
        }
        return cancels(dependant.spec(), ended.status()) ? cancel(dependant, moment) : Optional.empty();
    }

    private static boolean cancels(TaskSpec dependant, TaskStatus ended) {
        return (ended == DEAD || ended == CANCELLED) && dependant.onDependencyFailure() == OnDependencyFailure.CANCEL;
    }

    private static TaskStatus waiting(List<Dependency> dependencies) {
        for (Dependency dependency : dependencies) {
            if (!dependency.satisfied()) {
                return BLOCKED;
            }
        }
        return QUEUED;
    }

    private static Optional<TaskState.Builder> when(Task task, TaskEvent event) {
        return targets(task.status(), event).isEmpty() ? Optional.empty() : Optional.of(task.state().toBuilder());
    }

    private static TaskState.Builder unleased(TaskState.Builder state) {
        return state.leasedBy(null).leasedUntil(null);
    }

    private static Task changed(Task task, TaskState.Builder state, Moment moment) {
        return new Task(
                task.id(),
                task.lineage(),
                task.spec(),
                state.updatedAt(moment.now()).build(),
                task.stamp().next(moment.generation()));
    }
}
