package dev.taskport.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Tasks in every status, made only through the life table. */
final class Tasks {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final Lineage LINEAGE = new Lineage(7);
    static final WorkerId WORKER = new WorkerId("worker-1");
    static final Duration LEASE = Duration.ofSeconds(25);
    static final TaskId ID = id(1);
    static final TaskId DEPENDENCY = id(2);

    private Tasks() {}

    static TaskId id(int counter) {
        return TaskId.of(START.toEpochMilli(), 1, counter);
    }

    static Moment at(long seconds) {
        return new Moment(START.plusSeconds(seconds), 3);
    }

    static Task enqueue(TaskDraft draft) {
        return TaskLifecycle.enqueue(draft.as(ID), LINEAGE, Map.of(DEPENDENCY, TaskStatus.QUEUED), at(0));
    }

    static Task queued() {
        return enqueue(TaskDraft.of("mail"));
    }

    static Task leased() {
        return TaskLifecycle.claim(queued(), WORKER, LEASE, at(1)).orElseThrow();
    }

    static Task settled(Outcome outcome) {
        Task leased = leased();
        return TaskLifecycle.settle(leased, new Settlement(leased.lease(), outcome), at(2))
                .task();
    }

    static Task in(TaskStatus status) {
        return switch (status) {
            case QUEUED -> queued();
            case BLOCKED -> enqueue(TaskDraft.of("mail").dependsOn(DEPENDENCY));
            case HELD -> enqueue(TaskDraft.of("mail").held());
            case LEASED -> leased();
            case COMPLETED -> settled(new Outcome.Complete(null));
            case DEAD -> settled(new Outcome.Bury("broken"));
            case CANCELLED -> TaskLifecycle.cancel(queued(), at(1)).orElseThrow();
        };
    }
}
