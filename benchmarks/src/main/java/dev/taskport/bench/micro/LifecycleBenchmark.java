package dev.taskport.bench.micro;

import dev.taskport.domain.Lease;
import dev.taskport.domain.Lineage;
import dev.taskport.domain.Moment;
import dev.taskport.domain.NewTask;
import dev.taskport.domain.Outcome;
import dev.taskport.domain.Settlement;
import dev.taskport.domain.Task;
import dev.taskport.domain.TaskDraft;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.TaskLifecycle;
import dev.taskport.domain.WorkerId;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The rules of a task's life, one event at a time. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LifecycleBenchmark {

    private static final WorkerId WORKER = new WorkerId("bench");

    private final Lineage lineage = new Lineage(1);
    private final Moment moment = new Moment(Instant.parse("2026-01-01T00:00:00Z"), 1);
    private final NewTask draft = TaskDraft.of("mail")
            .payload("{\"to\":\"ada@example.org\"}")
            .as(TaskId.of(moment.now().toEpochMilli(), 1, 0));
    private final Task queued = TaskLifecycle.enqueue(draft, lineage, Map.of(), moment);
    private final Task leased =
            TaskLifecycle.claim(queued, WORKER, Lease.DEFAULT, moment).orElseThrow();
    private final Settlement end = new Settlement(leased.lease(), new Outcome.Complete(null));

    @Benchmark
    public Object enqueue() {
        return TaskLifecycle.enqueue(draft, lineage, Map.of(), moment);
    }

    @Benchmark
    public Object claim() {
        return TaskLifecycle.claim(queued, WORKER, Lease.DEFAULT, moment);
    }

    @Benchmark
    public Object settle() {
        return TaskLifecycle.settle(leased, end, moment);
    }
}
