package dev.taskport.engine;

import dev.taskport.domain.Dependency;
import dev.taskport.domain.Lane;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskState;
import dev.taskport.domain.TaskStatus;
import dev.taskport.engine.Explanation.Kind;
import dev.taskport.engine.Explanation.Reason;
import dev.taskport.port.Pause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out why a task is not running. */
final class Explainer {

    /** So many dependencies are named; the rest is counted. */
    private static final int NAMED_MAX = 10;

    private final Engine engine;

    Explainer(Engine engine) {
        this.engine = engine;
    }

    Explanation explain(Task task) {
        List<Reason> reasons = new ArrayList<>();
        switch (task.status()) {
            case COMPLETED, DEAD, CANCELLED -> reasons.add(finished(task));
            case LEASED -> reasons.add(leased(task));
            case HELD -> {
                reasons.add(new Reason(Kind.HELD, "It is held until a person releases it (unhold)."));
                reasons.addAll(dependencies(task));
            }
            case BLOCKED -> reasons.addAll(dependencies(task));
            case QUEUED -> reasons.addAll(obstacles(task));
        }
        if (reasons.isEmpty()) {
            reasons.add(new Reason(
                    Kind.WAITS_ITS_TURN,
                    "Nothing stands in its way: it waits until a worker has worked off what comes before."));
        }
        return new Explanation(task, reasons);
    }

    private static Reason finished(Task task) {
        String replay = task.status() == TaskStatus.COMPLETED ? "" : " Replay starts it anew.";
        List<dev.taskport.domain.Failure> failures = task.state().failures();
        String last = task.status() != TaskStatus.DEAD || failures.isEmpty()
                ? ""
                : " Its last error: "
                        + firstLine(failures.get(failures.size() - 1).error()) + ".";
        return new Reason(Kind.FINISHED, "It is " + task.status() + "." + last + replay);
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private Reason leased(Task task) {
        TaskState state = task.state();
        String run = "run by worker " + state.leasedBy() + ", attempt " + state.attempt();
        return task.expired(engine.backend().now())
                ? new Reason(
                        Kind.LEASE_RAN_OUT,
                        "It was " + run + ", whose lease ran out at " + state.leasedUntil()
                                + ". A janitor takes it back within seconds; if none runs, start a worker.")
                : new Reason(Kind.RUNNING, "It is " + run + ", under a lease until " + state.leasedUntil() + ".");
    }

    private List<Reason> dependencies(Task task) {
        List<TaskId> open = task.state().dependencies().stream()
                .filter(dependency -> !dependency.satisfied())
                .map(Dependency::on)
                .toList();
        List<Reason> reasons = new ArrayList<>();
        open.stream().limit(NAMED_MAX).forEach(on -> reasons.add(dependency(task, on)));
        if (open.size() > NAMED_MAX) {
            reasons.add(new Reason(Kind.DEPENDENCY, "It waits for " + (open.size() - NAMED_MAX) + " more tasks."));
        }
        return reasons;
    }

    private Reason dependency(Task task, TaskId on) {
        Optional<TaskStatus> status =
                engine.backend().inspection().find(task.workspace(), on).map(Task::status);
        if (status.filter(s -> s == TaskStatus.DEAD || s == TaskStatus.CANCELLED)
                .isPresent()) {
            return new Reason(
                    Kind.FAILED_DEPENDENCY,
                    "It waits for task " + on + ", which is " + status.get()
                            + ". Replay that one, or cancel this one.");
        }
        return new Reason(
                Kind.DEPENDENCY,
                "It waits for task " + on + ", which is "
                        + status.map(TaskStatus::name).orElse("not in the store any more") + ".");
    }

    private List<Reason> obstacles(Task task) {
        List<Reason> reasons = new ArrayList<>();
        Instant now = engine.backend().now();
        Lane lane = task.spec().lane();
        engine.backend().inspection().pauses().stream()
                .filter(pause -> pause.covers(Pause.Gate.CLAIMS, lane))
                .forEach(pause -> reasons.add(paused(pause)));
        if (!task.due(now)) {
            reasons.add(new Reason(
                    Kind.NOT_DUE,
                    "It is not due before " + task.state().runAfter() + " (the store's clock says " + now + ")."));
        }
        worker(lane).ifPresent(reasons::add);
        return reasons;
    }

    private static Reason paused(Pause pause) {
        String scope = pause.workspace() == null
                ? "the whole store"
                : pause.type() == null ? "workspace " + pause.workspace() : "type " + pause.type();
        return new Reason(Kind.CLAIMS_PAUSED, "Claims are paused for " + scope + ". Resume them.");
    }

    private Optional<Reason> worker(Lane lane) {
        List<WorkerEntry> workers = new WorkerRegistry(engine.backend()).workers();
        if (workers.stream().anyMatch(worker -> worker.takes(lane))) {
            return Optional.empty();
        }
        if (workers.stream().anyMatch(worker -> worker.handles(lane.workspace(), lane.type()))) {
            return Optional.of(new Reason(
                    Kind.CAPABILITY,
                    "No live worker of its type offers what it requires (" + lane.requirements()
                            + "). Start one that does, or edit its requirements."));
        }
        return Optional.of(new Reason(
                Kind.NO_WORKER,
                "None of the " + workers.size() + " live workers handles type " + lane.type() + " in workspace "
                        + lane.workspace() + ". Start one that does."));
    }
}
