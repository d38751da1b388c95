package dev.taskport.contract.model;

import dev.taskport.domain.Capabilities;
import dev.taskport.domain.JsonText;
import dev.taskport.domain.Lease;
import dev.taskport.domain.NewTask;
import dev.taskport.domain.OnDependencyFailure;
import dev.taskport.domain.Outcome;
import dev.taskport.domain.Priority;
import dev.taskport.domain.Progress;
import dev.taskport.domain.Requirements;
import dev.taskport.domain.RunAfter;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.Settlement;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskEdit;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.WorkerId;
import dev.taskport.domain.Workspace;
import dev.taskport.port.ClaimRequest;
import dev.taskport.port.LogAppend;
import dev.taskport.port.LogLevel;
import dev.taskport.port.Pause;
import dev.taskport.port.ProgressReport;
import dev.taskport.port.TaskQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Chooses the arguments of one step: few names and many meetings. */
final class Arguments {

    private static final List<Workspace> WORKSPACES =
            List.of(Workspace.DEFAULT, Workspace.DEFAULT, Workspace.DEFAULT, new Workspace("other"));
    private static final List<TaskType> TYPES = List.of(new TaskType("a"), new TaskType("b"));
    private static final List<SchedulingStrategy> ORDERS = List.of(
            SchedulingStrategy.FIFO,
            SchedulingStrategy.LIFO,
            SchedulingStrategy.PRIORITY,
            SchedulingStrategy.PRIORITY_AGEING);
    private static final int WORKERS = 3;

    private final Random random;
    private final NaiveQueue model;
    /** Every lease handed out so far, the newest last. */
    private final List<Lease> leases;

    Arguments(Step step, NaiveQueue model, List<Lease> leases) {
        this.random = new Random(step.seed());
        this.model = model;
        this.leases = leases;
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private <T> List<T> some(int max, Supplier<T> each) {
        return Stream.generate(each).limit(1 + random.nextInt(max)).toList();
    }

    Workspace workspace() {
        return one(WORKSPACES);
    }

    List<NewTask> newTasks(Supplier<TaskId> ids) {
        Workspace workspace = workspace();
        List<NewTask> batch = new ArrayList<>();
        int size = 1 + random.nextInt(4);
        while (batch.size() < size) {
            batch.add(newTask(workspace, batch).as(ids.get()));
        }
        return batch;
    }

    private TaskDraft newTask(Workspace workspace, List<NewTask> earlier) {
        TaskDraft draft = TaskDraft.of(one(TYPES))
                .workspace(workspace)
                .payload(payload())
                .priority(one(List.of(0, 5, 5, 100, 1000)))
                .maxAttempts(1 + random.nextInt(3))
                .onDependencyFailure(one(List.of(OnDependencyFailure.values())));
        if (chance(0.2)) {
            draft.require("region", one(List.of("eu", "us")));
        }
        if (chance(0.2)) {
            draft.delay(Duration.ofSeconds(random.nextInt(40)));
        }
        if (chance(0.15)) {
            draft.key("key-" + random.nextInt(6));
        }
        if (chance(0.1)) {
            draft.held();
        }
        return chance(0.4) ? draft.dependsOn(dependencies(workspace, earlier)) : draft;
    }

    private JsonText payload() {
        return JsonText.of("{\"n\": " + random.nextInt(3) + "}");
    }

    private List<TaskId> dependencies(Workspace workspace, List<NewTask> earlier) {
        List<TaskId> candidates = new ArrayList<>(earlier.stream()
                .filter(task -> task.spec().idempotencyKey() == null)
                .map(NewTask::id)
                .toList());
        // Mostly tasks that still run or wait: those that have finished satisfy or fail at once.
        model.tasks().stream()
                .filter(task -> task.workspace().equals(workspace) || chance(0.01))
                .filter(task -> !task.status().finished() || chance(0.2))
                .map(Task::id)
                .forEach(candidates::add);
        // Mostly the newest, so that several tasks wait for the same few.
        int newest = chance(0.7) ? 3 : candidates.size();
        List<TaskId> near = candidates.subList(Math.max(0, candidates.size() - newest), candidates.size());
        return near.isEmpty() ? List.of() : some(3, () -> one(near));
    }

    /** A task that was enqueued before, mostly as it was, sometimes with another payload. */
    List<NewTask> repeated(List<NewTask> enqueued) {
        if (enqueued.isEmpty()) {
            return List.of();
        }
        NewTask task = one(enqueued);
        return List.of(
                chance(0.8) ? task : task.spec().draft().payload("\"another\"").as(task.id()));
    }

    ClaimRequest claim() {
        Capabilities capabilities = chance(0.5) ? Capabilities.NONE : Capabilities.NONE.and("region", region());
        Set<TaskType> types = chance(0.7) ? Set.copyOf(TYPES) : Set.of(one(TYPES));
        Duration lease = Duration.ofSeconds(5 + random.nextInt(30));
        return new ClaimRequest(worker(), workspace(), types, capabilities, one(ORDERS), 1 + random.nextInt(5), lease);
    }

    private String region() {
        return one(List.of("eu", "*"));
    }

    WorkerId worker() {
        return new WorkerId("worker-" + random.nextInt(WORKERS));
    }

    List<Settlement> settlements() {
        return leases().stream().map(lease -> new Settlement(lease, outcome())).toList();
    }

    List<Settlement> allCompleted() {
        return model.tasks().stream()
                .filter(task -> task.status() == TaskStatus.LEASED)
                .map(task -> new Settlement(task.lease(), new Outcome.Complete(null)))
                .toList();
    }

    private Outcome outcome() {
        return switch (random.nextInt(9)) {
            case 0, 1, 2, 7 -> new Outcome.Complete(chance(0.5) ? null : payload());
            case 3, 4 -> new Outcome.Retry("it broke", Duration.ofSeconds(random.nextInt(10)));
            case 5 -> new Outcome.Bury("hopeless");
            case 6 -> new Outcome.Snooze(Duration.ofSeconds(random.nextInt(10)));
            default -> new Outcome.Release();
        };
    }

    /** Mostly leases that hold, sometimes old or forged ones. */
    List<Lease> leases() {
        List<Lease> held = model.tasks().stream()
                .filter(task -> task.status() == TaskStatus.LEASED)
                .map(Task::lease)
                .toList();
        List<Lease> candidates = held.isEmpty() || chance(0.25) ? leases : held;
        return candidates.isEmpty() ? List.of() : some(5, () -> perhapsForged(one(candidates)));
    }

    private Lease perhapsForged(Lease lease) {
        return chance(0.95)
                ? lease
                : new Lease(
                        lease.task(), lease.epoch() + 1 - 2L * random.nextInt(2), lease.generation(), lease.until());
    }

    List<ProgressReport> progress() {
        return leases().stream()
                .map(lease -> new ProgressReport(lease, new Progress(random.nextInt(101), null)))
                .toList();
    }

    List<LogAppend> lines() {
        return leases().stream()
                .map(lease -> new LogAppend(lease, LogLevel.INFO, "line " + random.nextInt(100)))
                .toList();
    }

    List<TaskId> tasks(Set<TaskStatus> preferred) {
        List<TaskId> all = model.tasks().stream()
                .filter(task -> preferred.contains(task.status()) || chance(0.1))
                .map(Task::id)
                .toList();
        return all.isEmpty() ? List.of(new TaskId(1)) : some(3, () -> one(all));
    }

    TaskEdit edit() {
        TaskId id = tasks(EnumSet.of(TaskStatus.QUEUED, TaskStatus.BLOCKED, TaskStatus.HELD))
                .get(0);
        long revision = model.tasks().stream()
                .filter(task -> task.id().equals(id))
                .mapToLong(task -> task.state().revision())
                .findFirst()
                .orElse(0);
        TaskEdit edit = TaskEdit.of(id, chance(0.9) ? revision : revision + 1);
        return switch (random.nextInt(6)) {
            case 0 -> edit.priority(new Priority(random.nextInt(1001)));
            case 1 -> edit.runAfter(new RunAfter.Delay(Duration.ofSeconds(random.nextInt(60))));
            case 2 ->
                edit.tags(IntStream.range(0, random.nextInt(3))
                        .mapToObj(i -> "tag" + i)
                        .toList());
            case 3 -> edit.maxAttempts(1 + random.nextInt(3)).title(chance(0.5) ? "title" : "");
            case 4 -> edit.payload(payload());
            default -> edit.requirements(chance(0.5) ? Requirements.NONE : Requirements.NONE.and("region", "eu"));
        };
    }

    Pause pause() {
        Pause.Gate gate = chance(0.2) ? Pause.Gate.INTAKE : Pause.Gate.CLAIMS;
        return switch (random.nextInt(4)) {
            case 0 -> Pause.store(gate);
            case 1 -> Pause.workspace(gate, workspace());
            default -> Pause.type(gate, workspace(), one(TYPES));
        };
    }

    TaskQuery query(Instant now) {
        TaskQuery query = TaskQuery.all(workspace()).limit(1 + random.nextInt(20));
        query = chance(0.5) ? query.statuses(Set.of(one(List.of(TaskStatus.values())))) : query;
        query = chance(0.3) ? query.types(Set.of(one(TYPES))) : query;
        query = chance(0.2) ? query.tag("tag1") : query;
        query = chance(0.2) ? query.priority(new Priority(5)) : query;
        query = chance(0.2) ? query.updatedSince(now.minusSeconds(random.nextInt(60))) : query;
        query = chance(0.1) ? query.requirements(Requirements.NONE.and("region", "eu")) : query;
        List<Task> tasks = model.tasks();
        return tasks.isEmpty() || chance(0.5) ? query : query.after(one(tasks).id());
    }

    /** Up to so many microseconds. */
    Duration upTo(Duration most) {
        return Duration.ofNanos(random.nextLong(most.toNanos() / 1000) * 1000);
    }
}
