package dev.taskport.engine;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.Outcome;
import dev.taskport.domain.SettleAnswer;
import dev.taskport.domain.Settlement;
import dev.taskport.domain.TaskportException;
import dev.taskport.domain.WorkerId;
import dev.taskport.port.TaskLeasing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers the ends of attempts until the backend has stored them. What was claimed together is settled together if it ends
 * together, because that is cheapest for the backend; no end waits for others longer than it is told to. A batch stays the
 * same until it is answered: after an unknown outcome it is repeated under the same leases, which has one effect. Handlers
 * add; the worker's thread does the rest.
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
    private final Listeners listeners;
    private final Queue<Ended> added = new ConcurrentLinkedQueue<>();
    private final List<Ended> gathered = new ArrayList<>();
    private final List<Ended> batch = new ArrayList<>();
    private final AtomicInteger unsettled = new AtomicInteger();
    /** Since when something is gathered, by the machine's clock: this is a wait like any other. */
    private long gatheredSince;

    Settler(WorkerId worker, Attempts attempts, Listeners listeners) {
        this.worker = worker;
        this.attempts = attempts;
        this.listeners = listeners;
    }

    /** Whether it is the first that waits to be stored. */
    boolean add(Attempt attempt, Outcome outcome) {
        boolean first = unsettled.getAndIncrement() == 0;
        added.add(new Ended(attempt, outcome));
        return first;
    }

    Attempts attempts() {
        return attempts;
    }

    /** How many ends are not stored yet. */
    int unsettled() {
        return unsettled.get();
    }

    /** How long what has ended may still wait for others that were claimed with it. */
    Duration patience(Duration gather) {
        return gathered.isEmpty() ? gather : gather.minusNanos(System.nanoTime() - gatheredSince);
    }

    /**
     * What to settle next: the batch that was not answered yet, and what has ended since.
     *
     * @param gather how long the end of a task may wait for those that were claimed with it
     */
    List<Settlement> batch(Duration gather) {
        gather();
        boolean impatient = patience(gather).toNanos() <= 0;
        Iterator<Ended> all = gathered.iterator();
        List<Ended> rest = new ArrayList<>();
        while (all.hasNext()) {
            Ended next = all.next();
            boolean ripe = impatient || next.attempt.together().complete();
            (ripe && batch.size() < TaskLeasing.BATCH_MAX ? batch : rest).add(next);
        }
        gathered.clear();
        gathered.addAll(rest);
        List<Settlement> settlements = new ArrayList<>(batch.size());
        batch.forEach(ended -> settlements.add(ended.settlement()));
        return settlements;
    }

    private void gather() {
        Ended next = added.poll();
        if (next != null && gathered.isEmpty()) {
            gatheredSince = System.nanoTime();
        }
        while (next != null) {
            next.attempt.together().ended();
            gathered.add(next);
            next = added.poll();
        }
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
        if (!listeners.isEmpty()) {
            listeners.on(Happenings.of(kind, ended.attempt, worker, Happenings.error(ended.outcome)));
        }
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
