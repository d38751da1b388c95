package dev.taskport.engine;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.Outcome;
import dev.taskport.domain.SettleAnswer;
import dev.taskport.domain.Settlement;
import dev.taskport.domain.TaskportException;
import dev.taskport.domain.WorkerId;
import dev.taskport.port.TaskLeasing;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers the ends of attempts until the backend has stored them. A batch stays the same until it is answered: after an
 * unknown outcome it is repeated under the same leases, which has one effect. Handlers add; the worker's thread does the
 * rest.
 */
final class Settler {

    private static final Logger log = LoggerFactory.getLogger(Settler.class);

    private record Ended(Attempt attempt, Outcome outcome) {
        Settlement settlement() {
            return new Settlement(attempt.lease(), outcome);
        }
    }

    private final WorkerId worker;
    private final Attempts attempts;
    private final TaskListener listener;
    private final Queue<Ended> added = new ConcurrentLinkedQueue<>();
    private final List<Ended> batch = new ArrayList<>();
    private final AtomicInteger unsettled = new AtomicInteger();

    Settler(WorkerId worker, Attempts attempts, TaskListener listener) {
        this.worker = worker;
        this.attempts = attempts;
        this.listener = listener;
    }

    void add(Attempt attempt, Outcome outcome) {
        unsettled.incrementAndGet();
        added.add(new Ended(attempt, outcome));
    }

    Attempts attempts() {
        return attempts;
    }

    /** How many ends are not stored yet. */
    int unsettled() {
        return unsettled.get();
    }

    /** What to settle next: the batch that was not answered yet, else all that has ended since. */
    List<Settlement> batch() {
        Ended next;
        while (batch.size() < TaskLeasing.BATCH_MAX && (next = added.poll()) != null) {
            batch.add(next);
        }
        return batch.stream().map(Ended::settlement).toList();
    }

    void answered(List<SettleAnswer> answers) {
        List<Ended> done = List.copyOf(batch);
        batch.clear();
        for (int i = 0; i < done.size(); i++) {
            answered(done.get(i), answers.get(i));
        }
    }

    private void answered(Ended ended, SettleAnswer answer) {
        attempts.remove(ended.attempt);
        unsettled.decrementAndGet();
        switch (answer) {
            case APPLIED, ALREADY_APPLIED -> tell(ended, Happenings.kind(ended.attempt.task(), ended.outcome));
            case LEASE_LOST, NOT_FOUND -> {
                log.warn(
                        "Task {} of type {} was settled too late ({}): somebody else has it, or it was cancelled or removed."
                                + " Nothing was changed.",
                        ended.attempt.task().id(),
                        ended.attempt.task().type(),
                        answer);
                tell(ended, TaskHappening.Kind.LEASE_LOST);
            }
        }
    }

    private void tell(Ended ended, TaskHappening.Kind kind) {
        listener.on(Happenings.of(kind, ended.attempt, worker, Happenings.error(ended.outcome)));
    }

    /** Settles one by one, because the backend refused the batch: what it refuses singly is buried with the reason. */
    void settleSingly(TaskLeasing leasing) {
        for (Ended ended : List.copyOf(batch)) {
            SettleAnswer answer = settleOne(leasing, ended);
            batch.remove(ended);
            answered(ended, answer);
        }
    }

    private static SettleAnswer settleOne(TaskLeasing leasing, Ended ended) {
        try {
            return leasing.settle(List.of(ended.settlement())).get(0);
        } catch (TaskportException e) {
            if (e.meaning() != ErrorCode.Meaning.NOT_DONE) {
                throw e;
            }
            log.error("The end of task {} was refused: {}", ended.attempt.task().id(), e.getMessage());
            Outcome refused = new Outcome.Bury("The work was done, but its end was refused: " + e.getMessage());
            return leasing.settle(List.of(new Settlement(ended.attempt.lease(), refused)))
                    .get(0);
        }
    }
}
