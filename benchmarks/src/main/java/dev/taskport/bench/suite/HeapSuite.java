package dev.taskport.bench.suite;

import dev.taskport.bench.Load;
import dev.taskport.bench.Measure;
import dev.taskport.bench.Phase;
import dev.taskport.bench.Suite;
import dev.taskport.bench.Trial;
import dev.taskport.bench.peer.Job;
import dev.taskport.bench.peer.Session;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** What the engine keeps on the heap while a backlog waits in a file. */
final class HeapSuite implements Suite {

    private static final Duration SETTLING_IN = Duration.ofSeconds(1);
    private static final int COLLECTIONS = 3;

    private final Setup setup;

    HeapSuite(Setup setup) {
        this.setup = setup;
    }

    private Map<Measure, Double> measure(int waiting, Path folder) throws Exception {
        CountDownLatch measured = new CountDownLatch(1);
        try (Session session = Entrant.sqlite(setup.durability()).open(folder)) {
            fill(session, waiting, setup.load());
            session.work(payload -> hold(measured));
            LockSupport.parkNanos(SETTLING_IN.toNanos());
            double used = used();
            measured.countDown();
            session.rest();
            return Map.of(Measure.HEAP, used / 1024 / 1024);
        }
    }

    private static void fill(Session session, int waiting, Load load) throws Exception {
        Load.Priorities priorities = load.priorityOfEach();
        String payload = load.payload();
        for (int done = 0; done < waiting; done += Phase.BULK) {
            List<Job> jobs = new ArrayList<>(Phase.BULK);
            for (int i = 0; i < Phase.BULK; i++) {
                jobs.add(new Job(payload, priorities.next()));
            }
            session.enqueue(jobs);
        }
    }

    /** Handlers are busy, so the workers hold all that they ever claim ahead. */
    private static void hold(CountDownLatch measured) {
        try {
            if (!measured.await(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("Nothing was measured within a minute.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static double used() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Override
    public String name() {
        return "heap";
    }

    @Override
    public String title() {
        return "What is used of the heap, after a full collection, by workers that are busy while tasks wait in the file";
    }

    @Override
    public String mark() {
        return contestant(0);
    }

    private static String contestant(int waiting) {
        return waiting == 0 ? "nothing waits" : String.format("%,d wait", waiting);
    }

    @Override
    public List<Trial> trials() {
        return Stream.concat(Stream.of(0), setup.sizes().stream())
                .map(waiting -> new Trial("heap", contestant(waiting), folder -> measure(waiting, folder)))
                .toList();
    }
}
