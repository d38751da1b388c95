package dev.taskport.bench.suite;

import dev.taskport.bench.Contestant;
import dev.taskport.bench.Load;
import dev.taskport.bench.Measure;
import dev.taskport.bench.Measured;
import dev.taskport.bench.Phase;
import dev.taskport.bench.Suite;
import dev.taskport.bench.Trial;
import dev.taskport.domain.Capabilities;
import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.Lease;
import dev.taskport.domain.NewTask;
import dev.taskport.domain.Outcome;
import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.domain.SettleAnswer;
import dev.taskport.domain.Settlement;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskType;
import dev.taskport.domain.WorkerId;
import dev.taskport.domain.Workspace;
import dev.taskport.engine.Taskport;
import dev.taskport.port.ClaimRequest;
import dev.taskport.port.PersistenceBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The memory store: called directly, and through the engine as its users do. */
final class MemorySuite implements Suite {

    private static final TaskType TYPE = new TaskType("mail");

    private final Setup setup;

    MemorySuite(Setup setup) {
        this.setup = setup;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String title() {
        return "Whole lives in memory while " + String.format("%,d", Phase.STANDING) + " tasks wait, 100 a call";
    }

    @Override
    public String mark() {
        return "backend, three calls";
    }

    @Override
    public List<Trial> trials() {
        Load load = setup.load();
        Contestant engine = Entrant.MEMORY.contestant(setup.durability());
        return List.of(
                new Trial(Phase.LIFE.title(), mark(), folder -> live(load, MemorySuite::threeCalls)),
                new Trial(Phase.LIFE.title(), "backend, exchange", folder -> live(load, MemorySuite::exchange)),
                new Trial(
                        Phase.LIFE.title(),
                        "through the engine",
                        folder -> engine.run(Phase.LIFE, load, folder).figures()),
                new Trial(
                        Phase.DRAIN.title(),
                        "through the engine",
                        folder -> engine.run(Phase.DRAIN, load, folder).figures()));
    }

    /** Ends what is held, after new tasks have come in, and takes the next. */
    @FunctionalInterface
    private interface Turnover {
        List<ClaimedTask> next(PersistenceBackend backend, List<ClaimedTask> held, ClaimRequest claim);
    }

    private static List<ClaimedTask> threeCalls(
            PersistenceBackend backend, List<ClaimedTask> held, ClaimRequest claim) {
        backend.leasing().settle(ends(held)).forEach(MemorySuite::requireApplied);
        return backend.leasing().claim(claim);
    }

    private static List<ClaimedTask> exchange(PersistenceBackend backend, List<ClaimedTask> held, ClaimRequest claim) {
        var exchanged = backend.leasing().exchange(ends(held), claim);
        exchanged.answers().forEach(MemorySuite::requireApplied);
        return exchanged.claimed();
    }

    private static Map<Measure, Double> live(Load load, Turnover turnover) throws Exception {
        try (Taskport taskport = Taskport.open("memory:")) {
            PersistenceBackend backend = taskport.backend().current();
            Load.Priorities priorities = load.priorityOfEach();
            for (int i = 0; i < Phase.STANDING; i += Phase.BULK) {
                backend.intake().enqueue(tasks(taskport, load, priorities, Phase.BULK));
            }
            return Measured.of(load.tasks(), () -> live(taskport, load, priorities, turnover))
                    .figures();
        }
    }

    private static int live(Taskport taskport, Load load, Load.Priorities priorities, Turnover turnover) {
        PersistenceBackend backend = taskport.backend().current();
        ClaimRequest claim = claim(Phase.BATCH);
        int handled = 0;
        List<ClaimedTask> held = backend.leasing().claim(claim);
        while (handled < load.tasks()) {
            backend.intake().enqueue(tasks(taskport, load, priorities, Phase.BATCH));
            handled += held.size();
            held = turnover.next(backend, held, claim);
        }
        return handled;
    }

    static ClaimRequest claim(int max) {
        return new ClaimRequest(
                new WorkerId("bench"),
                Workspace.DEFAULT,
                Set.of(TYPE),
                Capabilities.NONE,
                SchedulingStrategy.PRIORITY,
                max,
                Lease.DEFAULT);
    }

    private static List<NewTask> tasks(Taskport taskport, Load load, Load.Priorities priorities, int count) {
        String payload = load.payload();
        List<NewTask> tasks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            tasks.add(TaskDraft.of(TYPE)
                    .payload(payload)
                    .priority(priorities.next())
                    .as(taskport.queue().newId()));
        }
        return tasks;
    }

    static List<Settlement> ends(List<ClaimedTask> held) {
        return held.stream()
                .map(task -> new Settlement(task.lease(), new Outcome.Complete(null)))
                .toList();
    }

    static void requireApplied(SettleAnswer answer) {
        if (answer != SettleAnswer.APPLIED) {
            throw new IllegalStateException("The end of a task was answered " + answer);
        }
    }
}
