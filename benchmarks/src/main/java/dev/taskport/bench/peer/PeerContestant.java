package dev.taskport.bench.peer;

import dev.taskport.bench.Latencies;
import dev.taskport.bench.Load;
import dev.taskport.bench.Measure;
import dev.taskport.bench.Measured;
import dev.taskport.bench.Pace;
import dev.taskport.bench.Phase;
import dev.taskport.bench.Working;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A peer at work: the same steps, clocks and checks for each of them, Taskport included. */
public final class PeerContestant implements Working {

    private static final Duration SETTLING_IN = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long NAP_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

    private final Peer peer;

    public PeerContestant(Peer peer) {
        this.peer = peer;
    }

    @Override
    public String name() {
        return peer.name();
    }

    @Override
    public String settings() {
        return peer.settings();
    }

    @Override
    public boolean takesPart(Phase phase) {
        return peer.phases().contains(phase);
    }

    /** Whether it can be asked how soon a task starts, and what idling costs. */
    public boolean waits() {
        return peer.waits();
    }

    @Override
    public Measured run(Phase phase, Load load, Path folder) throws Exception {
        try (Session session = peer.open(folder)) {
            Supply supply = new Supply(load);
            return switch (phase) {
                case ENQUEUE_SINGLE -> stored(session, singly(session, supply, load.tasks(phase)));
                case ENQUEUE_CALLERS -> stored(session, callers(session, load));
                case ENQUEUE_BULK ->
                    stored(session, Measured.timing(() -> inBulk(session, supply, load.tasks(), Phase.BULK)));
                case ENQUEUE_ASYNC -> stored(session, Measured.of(load.tasks(), () -> async(session, load)));
                case DRAIN -> drain(session, supply, load);
                case LIFE -> live(session, supply, load);
            };
        }
    }

    /** Reads back whether the store holds what was enqueued. */
    private static Measured stored(Session session, Measured measured) throws Exception {
        long left = session.left();
        if (left != measured.tasks()) {
            throw new IllegalStateException("Of " + measured.tasks() + " tasks " + left + " are in the store.");
        }
        return measured;
    }

    private static Measured singly(Session session, Supply supply, int tasks) throws Exception {
        Latencies latencies = new Latencies();
        Measured measured = Measured.timing(() -> singly(session, supply, tasks, latencies));
        return measured.with(latencies.figures());
    }

    private static int singly(Session session, Supply supply, int tasks, Latencies latencies) throws Exception {
        int done = 0;
        while (done < tasks && supply.inTime()) {
            Job job = supply.next();
            long start = System.nanoTime();
            session.enqueue(job);
            latencies.add(System.nanoTime() - start);
            done++;
        }
        return done;
    }

    private static Measured callers(Session session, Load load) throws Exception {
        Latencies latencies = new Latencies();
        return Measured.timing(() -> callers(session, load, latencies)).with(latencies.figures());
    }

    private static int callers(Session session, Load load, Latencies latencies) throws Exception {
        int tasks = load.tasks(Phase.ENQUEUE_CALLERS);
        ExecutorService threads = Executors.newFixedThreadPool(load.callers());
        try {
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < load.callers(); i++) {
                int share = tasks / load.callers() + (i < tasks % load.callers() ? 1 : 0);
                all.add(threads.submit(() -> singly(session, new Supply(load), share, latencies)));
            }
            int sum = 0;
            for (Future<Integer> each : all) {
                sum += each.get();
            }
            return sum;
        } finally {
            threads.shutdownNow();
        }
    }

    private static int inBulk(Session session, Supply supply, int tasks, int each) throws Exception {
        int done = 0;
        while (done < tasks && supply.inTime()) {
            List<Job> jobs = supply.next(Math.min(each, tasks - done));
            session.enqueue(jobs);
            done += jobs.size();
        }
        return done;
    }

    private static int async(Session session, Load load) {
        Supply supply = new Supply(load);
        List<CompletableFuture<?>> answers = new ArrayList<>(load.tasks());
        for (int i = 0; i < load.tasks(); i++) {
            answers.add(session.enqueueAsync(supply.next()));
        }
        answers.forEach(CompletableFuture::join);
        return load.tasks();
    }

    private static Measured drain(Session session, Supply supply, Load load) throws Exception {
        int tasks = inBulk(session, supply, load.tasks(), Phase.BULK);
        Tally tally = new Tally(tasks);
        session.work(tally::handled);
        tally.requireFirst(PATIENCE);
        Measured measured = Measured.timing(() -> {
            if (tally.awaitAll(load.limit())) {
                session.awaitSettled();
            }
            return tally.count();
        });
        session.rest();
        tally.requireEach(tasks, session.left());
        return measured;
    }

    /** While some thousand tasks wait, more come in as fast as the workers take them. */
    private static Measured live(Session session, Supply supply, Load load) throws Exception {
        AtomicInteger enqueued = new AtomicInteger(inBulk(session, supply, Phase.STANDING, Phase.BULK));
        Tally tally = new Tally(load.tasks());
        session.work(tally::handled);
        tally.requireFirst(PATIENCE);
        supply.again();
        Measured measured = Measured.timing(() -> {
            int before = tally.count();
            while (tally.count() < load.tasks() && supply.inTime()) {
                if (enqueued.get() - tally.count() < Phase.STANDING) {
                    session.enqueue(supply.next(Phase.BATCH));
                    enqueued.addAndGet(Phase.BATCH);
                } else {
                    LockSupport.parkNanos(NAP_NANOS);
                }
            }
            return tally.count() - before;
        });
        session.rest();
        tally.requireEach(enqueued.get(), session.left());
        return measured;
    }

    @Override
    public Map<Measure, Double> start(Pace pace, Path folder) throws Exception {
        try (Session session = peer.open(folder)) {
            StartTimes times = new StartTimes(pace.tasks());
            session.work(times::started);
            LockSupport.parkNanos(SETTLING_IN.toNanos());
            pace.run(() -> session.enqueue(StartTimes.job()));
            times.await(PATIENCE);
            session.rest();
            return times.figures();
        }
    }

    @Override
    public Map<Measure, Double> idle(Duration window, Path folder) throws Exception {
        try (Session session = peer.open(folder)) {
            session.work(payload -> {});
            LockSupport.parkNanos(SETTLING_IN.toNanos());
            long cpu = Measured.processNanos();
            long start = System.nanoTime();
            LockSupport.parkNanos(window.toNanos());
            double share = (double) (Measured.processNanos() - cpu) / (System.nanoTime() - start);
            session.rest();
            return Map.of(Measure.IDLE, 100 * share);
        }
    }
}
