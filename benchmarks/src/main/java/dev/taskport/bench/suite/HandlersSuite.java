package dev.taskport.bench.suite;

import dev.taskport.bench.Load;
import dev.taskport.bench.Measure;
import dev.taskport.bench.Measured;
import dev.taskport.bench.Phase;
import dev.taskport.bench.Suite;
import dev.taskport.bench.Trial;
import dev.taskport.bench.peer.Job;
import dev.taskport.bench.peer.Peer;
import dev.taskport.bench.peer.Session;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What durability costs where handlers have something to do. */
final class HandlersSuite implements Suite {

    private static final List<Integer> MICROS = List.of(0, 100, 1_000);

    private final Setup setup;

    HandlersSuite(Setup setup) {
        this.setup = setup;
    }

    @Override
    public String name() {
        return "handlers";
    }

    @Override
    public String title() {
        return "A backlog worked off by handlers that each burn processor time, on SQLite and in memory";
    }

    @Override
    public String mark() {
        return Entrant.memory().name();
    }

    @Override
    public List<Trial> trials() {
        List<Trial> trials = new ArrayList<>();
        for (int micros : MICROS) {
            for (Peer store : List.of(Entrant.memory(), Entrant.sqlite(setup.durability()))) {
                trials.add(new Trial(
                        "handlers of " + micros + " µs", store.name(), folder -> drain(store, micros, folder)));
            }
        }
        return trials;
    }

    private Map<Measure, Double> drain(Peer store, int micros, Path folder) throws Exception {
        Load load = setup.load();
        int tasks = micros > MICROS.get(1) ? load.tasks() / 10 : load.tasks();
        AtomicInteger handled = new AtomicInteger();
        try (Session session = store.open(folder)) {
            fill(session, load, tasks);
            return Measured.of(tasks, () -> {
                        session.work(payload -> {
                            burn(micros);
                            handled.incrementAndGet();
                        });
                        session.awaitSettled();
                        return handled.get();
                    })
                    .figures();
        }
    }

    private static void fill(Session session, Load load, int tasks) throws Exception {
        Load.Priorities priorities = load.priorityOfEach();
        String payload = load.payload();
        for (int done = 0; done < tasks; done += Phase.BATCH) {
            List<Job> jobs = new ArrayList<>(Phase.BATCH);
            for (int i = 0; i < Phase.BATCH; i++) {
                jobs.add(new Job(payload, priorities.next()));
            }
            session.enqueue(jobs);
        }
    }

    /** So much of this thread's own time, whatever else runs. */
    private static void burn(int micros) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long end = threads.getCurrentThreadCpuTime() + TimeUnit.MICROSECONDS.toNanos(micros);
        while (micros > 0 && threads.getCurrentThreadCpuTime() < end) {
            Thread.onSpinWait();
        }
    }
}
