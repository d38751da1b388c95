package dev.taskport.contract.model;

import dev.taskport.domain.Ageing;
import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.Dependency;
import dev.taskport.domain.IdempotencyKey;
import dev.taskport.domain.Lease;
import dev.taskport.domain.Moment;
import dev.taskport.domain.NewTask;
import dev.taskport.domain.Retention;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.SettleAnswer;
import dev.taskport.domain.Settlement;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskEdit;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskLifecycle;
import dev.taskport.domain.TaskStatus;
import dev.taskport.domain.WorkerId;
import dev.taskport.domain.Workspace;
import dev.taskport.port.ClaimRequest;
import dev.taskport.port.ControlAnswer;
import dev.taskport.port.EnqueueAnswer;
import dev.taskport.port.Exchange;
import dev.taskport.port.IntakeChecks;
import dev.taskport.port.LeaseAnswer;
import dev.taskport.port.LogAppend;
import dev.taskport.port.LogLine;
import dev.taskport.port.Pause;
import dev.taskport.port.ProgressReport;
import dev.taskport.port.Renewal;
import dev.taskport.port.StoreIdentity;
import dev.taskport.port.TaskLog;
import dev.taskport.port.TaskQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The simplest queue that could be right: a map of tasks, and the life table applied to one task after the other. Every
 * question is answered by looking at every task. It shares nothing with any backend but the domain.
 */
final class NaiveQueue {

    private final StoreIdentity identity;
    private final Ageing ageing;
    private NavigableMap<TaskId, Task> tasks = new TreeMap<>();
    private final NavigableMap<TaskId, List<LogLine>> logs = new TreeMap<>();
    private final Set<Pause> pauses = new HashSet<>();

    NaiveQueue(StoreIdentity identity, Ageing ageing) {
        this.identity = identity;
        this.ageing = ageing;
    }

    List<Task> tasks() {
        return List.copyOf(tasks.values());
    }

    List<LogLine> log(TaskId task) {
        return List.copyOf(logs.getOrDefault(task, List.of()));
    }

    Set<Pause> pauses() {
        return Set.copyOf(pauses);
    }

    private Moment moment(Instant now) {
        return new Moment(now, identity.generation());
    }

    // Producers

    List<EnqueueAnswer> enqueue(List<NewTask> batch, Instant now) {
        IntakeChecks.requireOpen(batch, pauses);
        NavigableMap<TaskId, Task> before = new TreeMap<>(tasks);
        try {
            return batch.stream().map(task -> enqueue(task, now)).toList();
        } catch (RuntimeException refused) {
            tasks = before;
            throw refused;
        }
    }

    private EnqueueAnswer enqueue(NewTask task, Instant now) {
        Task known = tasks.get(task.id());
        if (known != null) {
            TaskLifecycle.requireRepeat(known, task, identity.lineage());
            return new EnqueueAnswer(EnqueueAnswer.Kind.DUPLICATE_ID, known.id(), known.status(), false);
        }
        Optional<Task> keyed = withKeyOf(task);
        if (keyed.isPresent()) {
            boolean differs = TaskLifecycle.contentDiffers(keyed.get(), task);
            return new EnqueueAnswer(
                    EnqueueAnswer.Kind.DUPLICATE_KEY,
                    keyed.get().id(),
                    keyed.get().status(),
                    differs);
        }
        Map<TaskId, TaskStatus> found = new HashMap<>();
        tasks.values().stream()
                .filter(each -> each.workspace().equals(task.spec().workspace()))
                .forEach(each -> found.put(each.id(), each.status()));
        Task created = TaskLifecycle.enqueue(task, identity.lineage(), found, moment(now));
        tasks.put(created.id(), created);
        return new EnqueueAnswer(EnqueueAnswer.Kind.CREATED, created.id(), created.status(), false);
    }

    private Optional<Task> withKeyOf(NewTask task) {
        IdempotencyKey key = task.spec().idempotencyKey();
        return key == null
                ? Optional.empty()
                : tasks.values().stream()
                        .filter(each -> each.workspace().equals(task.spec().workspace()))
                        .filter(each -> key.equals(each.spec().idempotencyKey()))
                        .findFirst();
    }

    // Workers

    List<ClaimedTask> claim(ClaimRequest request, Instant now) {
        return next(request, now).stream()
                .map(task -> TaskLifecycle.claim(task, request.worker(), request.lease(), moment(now))
                        .orElseThrow())
                .map(task -> ClaimedTask.of(save(task, now)))
                .toList();
    }

    /** What a claim would take. */
    List<Task> next(ClaimRequest request, Instant now) {
        return tasks.values().stream()
                .filter(task -> task.due(now))
                .filter(task -> request.takes(task.spec().lane()))
                .filter(task -> pauses.stream()
                        .noneMatch(pause -> pause.covers(Pause.Gate.CLAIMS, task.workspace(), task.type())))
                .sorted(order(request.strategy()))
                .limit(request.max())
                .toList();
    }

    private Comparator<Task> order(SchedulingStrategy strategy) {
        Comparator<Task> byId = Comparator.comparing(Task::id);
        return switch (strategy) {
            case FIFO -> byId;
            case LIFO -> byId.reversed();
            case PRIORITY -> Comparator.comparing(Task::priority).thenComparing(byId);
            case PRIORITY_AGEING ->
                Comparator.comparing((Task task) -> ageing.key(task.state().createdAt(), task.priority()))
                        .thenComparing(byId);
            case WEIGHTED_RANDOM -> throw new IllegalArgumentException("Chance has no model");
        };
    }

    List<ClaimedTask> held(WorkerId worker) {
        return tasks.values().stream()
                .filter(task -> worker.equals(task.state().leasedBy()))
                .map(ClaimedTask::of)
                .toList();
    }

    List<SettleAnswer> settle(List<Settlement> settlements, Instant now) {
        return settlements.stream().map(settlement -> settle(settlement, now)).toList();
    }

    private SettleAnswer settle(Settlement settlement, Instant now) {
        Task task = tasks.get(settlement.lease().task());
        if (task == null) {
            return SettleAnswer.NOT_FOUND;
        }
        TaskLifecycle.Settled settled = TaskLifecycle.settle(task, settlement, moment(now));
        if (settled.answer() == SettleAnswer.APPLIED) {
            save(settled.task(), now);
        }
        return settled.answer();
    }

    Exchange exchange(List<Settlement> settlements, ClaimRequest request, Instant now) {
        List<SettleAnswer> answers = settle(settlements, now);
        return new Exchange(answers, claim(request, now));
    }

    List<Renewal> renew(List<Lease> leases, Duration duration, Instant now) {
        return leases.stream()
                .map(lease -> {
                    LeaseAnswer answer =
                            held(lease, task -> TaskLifecycle.renew(task, lease, duration, moment(now)), now);
                    boolean applied = answer == LeaseAnswer.APPLIED;
                    return new Renewal(answer, applied ? lease.until(now.plus(duration)) : lease);
                })
                .toList();
    }

    List<LeaseAnswer> progress(List<ProgressReport> reports, Instant now) {
        return reports.stream()
                .map(report -> held(
                        report.lease(),
                        task -> TaskLifecycle.progress(task, report.lease(), report.progress(), moment(now)),
                        now))
                .toList();
    }

    List<LeaseAnswer> append(List<LogAppend> lines, Instant now) {
        return lines.stream().map(line -> append(line, now)).toList();
    }

    private LeaseAnswer append(LogAppend line, Instant now) {
        Task task = tasks.get(line.lease().task());
        if (task == null) {
            return LeaseAnswer.NOT_FOUND;
        }
        if (!task.heldUnder(line.lease())) {
            return LeaseAnswer.LEASE_LOST;
        }
        List<LogLine> log = logs.computeIfAbsent(task.id(), id -> new ArrayList<>());
        long sequence = log.isEmpty() ? 1 : log.get(log.size() - 1).sequence() + 1;
        log.add(new LogLine(sequence, now, task.state().attempt(), line.level(), line.message()));
        if (log.size() > TaskLog.LINES_MAX) {
            log.remove(0);
        }
        return LeaseAnswer.APPLIED;
    }

    private LeaseAnswer held(Lease lease, Function<Task, Optional<Task>> event, Instant now) {
        Task task = tasks.get(lease.task());
        if (task == null) {
            return LeaseAnswer.NOT_FOUND;
        }
        Optional<Task> changed = event.apply(task);
        changed.ifPresent(each -> save(each, now));
        return changed.isPresent() ? LeaseAnswer.APPLIED : LeaseAnswer.LEASE_LOST;
    }

    // Operators

    List<ControlAnswer> control(Workspace workspace, List<TaskId> ids, Event event, Instant now) {
        return ids.stream().map(id -> control(workspace, id, event, now)).toList();
    }

    List<ControlAnswer> unhold(Workspace workspace, List<TaskId> ids, Instant now) {
        return control(workspace, ids, (task, moment) -> TaskLifecycle.unhold(task, this::find, moment), now);
    }

    List<ControlAnswer> replay(Workspace workspace, List<TaskId> ids, Instant now) {
        return control(workspace, ids, (task, moment) -> TaskLifecycle.replay(task, this::find, moment), now);
    }

    private Optional<Task> find(TaskId id) {
        return Optional.ofNullable(tasks.get(id));
    }

    /** A rule of the life table for an operator's event. */
    interface Event {
        Optional<Task> on(Task task, Moment moment);
    }

    private ControlAnswer control(Workspace workspace, TaskId id, Event event, Instant now) {
        Task task = tasks.get(id);
        if (task == null || !task.workspace().equals(workspace)) {
            return ControlAnswer.notFound(id);
        }
        return event.on(task, moment(now))
                .map(changed -> save(changed, now))
                .map(changed -> new ControlAnswer(ControlAnswer.Kind.APPLIED, id, changed.status()))
                .orElseGet(() -> new ControlAnswer(ControlAnswer.Kind.NOT_ALLOWED, id, task.status()));
    }

    ControlAnswer edit(Workspace workspace, TaskEdit edit, Instant now) {
        Task task = tasks.get(edit.id());
        if (task != null && task.workspace().equals(workspace) && task.state().revision() != edit.revision()) {
            return new ControlAnswer(ControlAnswer.Kind.VERSION_CONFLICT, edit.id(), task.status());
        }
        return control(workspace, edit.id(), (each, moment) -> TaskLifecycle.edit(each, edit, moment), now);
    }

    void pause(Pause pause) {
        pauses.add(pause);
    }

    void resume(Pause pause) {
        pauses.remove(pause);
    }

    // Housekeeping

    List<Task> reclaimExpired(Instant now) {
        return tasks().stream()
                .flatMap(task -> TaskLifecycle.expire(task, moment(now)).stream())
                .map(task -> save(task, now))
                .toList();
    }

    int prune(Retention retention, Instant now) {
        List<TaskId> prunable = tasks.values().stream()
                .filter(task -> retention.prunable(task, now))
                .map(Task::id)
                .toList();
        prunable.forEach(tasks::remove);
        prunable.forEach(logs::remove);
        return prunable.size();
    }

    // Readers

    List<Task> list(TaskQuery query) {
        return tasks.values().stream()
                .filter(query::matches)
                .filter(task -> query.after() == null || task.id().compareTo(query.after()) > 0)
                .limit(query.limit())
                .toList();
    }

    List<TaskId> dependants(TaskId on) {
        return tasks.values().stream()
                .filter(task -> task.state().dependencies().contains(Dependency.open(on)))
                .map(Task::id)
                .toList();
    }

    Stream<Task> waitingSince(Workspace workspace, Instant now) {
        return tasks.values().stream()
                .filter(task -> task.workspace().equals(workspace))
                .filter(task -> task.due(now));
    }

    private Task get(TaskId id) {
        return Objects.requireNonNull(tasks.get(id), () -> "There is no task " + id);
    }

    private Task save(Task task, Instant now) {
        tasks.put(task.id(), task);
        if (task.status().finished()) {
            dependants(task.id())
                    .forEach(id -> TaskLifecycle.dependencyEnded(get(id), task, moment(now))
                            .ifPresent(dependant -> save(dependant, now)));
        }
        return task;
    }
}
