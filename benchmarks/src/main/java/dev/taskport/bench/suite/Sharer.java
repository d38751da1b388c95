package dev.taskport.bench.suite;

import dev.taskport.bench.Durability;
import dev.taskport.bench.Latencies;
import dev.taskport.bench.Load;
import dev.taskport.bench.Measure;
import dev.taskport.bench.Phase;
import dev.taskport.bench.child.Message;
import dev.taskport.bench.peer.Job;
import dev.taskport.bench.peer.Session;
import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.TaskportException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** One of several processes on a file: it keeps some thousand tasks waiting and works off what it can get. */
final class Sharer {

    /** So many tasks of its own may wait. */
    static final int STANDING = 2_000;

    private static final Duration SETTLING_IN = Duration.ofMillis(500);
    /** Its tasks may have been taken by others, so when it has had nothing for so long it brings more. */
    private static final long HUNGER_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Session session;
    private final Load load;
    private final AtomicLong handled = new AtomicLong();
    private final Latencies calls = new Latencies();
    private volatile long lastHandled = System.nanoTime();
    private long enqueued;
    private int busy;

    private Sharer(Session session, Load load) {
        this.session = session;
        this.load = load;
    }

    /** Does it for the window that is asked for. */
    static Map<Measure, Double> share(Message question) throws Exception {
        Durability durability = Durability.valueOf(question.text("durability"));
        Duration window = Duration.ofMillis(question.number("windowMillis"));
        try (Session session = Entrant.sqlite(durability).open(Contest.folder(question))) {
            return new Sharer(session, new Load(Phase.BULK, 1, 10, question.number("payloadBytes"), window)).run();
        }
    }

    private Map<Measure, Double> run() throws Exception {
        Map<Measure, Double> figures = new EnumMap<>(Measure.class);
        session.work(this::handle);
        produceFor(SETTLING_IN);
        long before = handled.get();
        long start = System.nanoTime();
        produceFor(load.limit());
        figures.put(Measure.RATE, (handled.get() - before) * 1e9 / (System.nanoTime() - start));
        session.rest();
        figures.put(Measure.P99, calls.figures().getOrDefault(Measure.P99, 0.0));
        figures.put(Measure.BUSY, (double) busy);
        figures.put(Measure.ENQUEUED, (double) enqueued);
        figures.put(Measure.HANDLED, (double) handled.get());
        return figures;
    }

    private void handle(String payload) {
        if (payload.isEmpty()) {
            throw new IllegalStateException("A task came without its payload");
        }
        handled.incrementAndGet();
        lastHandled = System.nanoTime();
    }

    private void produceFor(Duration time) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        Load.Priorities priorities = load.priorityOfEach();
        String payload = load.payload();
        while (System.nanoTime() - end < 0) {
            if (enqueued - handled.get() < STANDING || System.nanoTime() - lastHandled > HUNGER_NANOS) {
                enqueue(jobs(payload, priorities));
            } else {
                LockSupport.parkNanos(HUNGER_NANOS / 10);
            }
        }
    }

    private static List<Job> jobs(String payload, Load.Priorities priorities) {
        List<Job> jobs = new ArrayList<>(Phase.BATCH);
        for (int i = 0; i < Phase.BATCH; i++) {
            jobs.add(new Job(payload, priorities.next()));
        }
        return jobs;
    }

    private void enqueue(List<Job> jobs) throws Exception {
        long start = System.nanoTime();
        try {
            session.enqueue(jobs);
            enqueued += jobs.size();
        } catch (TaskportException e) {
            if (e.code() != ErrorCode.UNAVAILABLE) {
                throw e;
            }
            busy++;
        }
        calls.add(System.nanoTime() - start);
    }
}
