package dev.taskport.bench.layout;

import dev.taskport.bench.Contestant;
import dev.taskport.bench.Load;
import dev.taskport.bench.Measured;
import dev.taskport.bench.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A layout at work: one thread, one connection, the last batch ended and the next taken in one transaction. */
final class LayoutContestant implements Contestant {

    private static final long FIRST_ID = 1_000_000_000_000L;

    private final Layout layout;
    private final String synchronous;
    private final Ends ends;
    private long lastId = FIRST_ID;

    /** When the tasks of one claim end. */
    enum Ends {
        /** All in the next transaction. */
        TOGETHER,
        /** Half of them a transaction later than the others. */
        APART
    }

    /** @param synchronous FULL or NORMAL */
    LayoutContestant(Layout layout, String synchronous, Ends ends) {
        this.layout = layout;
        this.synchronous = synchronous;
        this.ends = ends;
    }

    @Override
    public String name() {
        return ends == Ends.APART ? layout.name() + ", ends apart" : layout.name();
    }

    @Override
    public boolean takesPart(Phase phase) {
        return switch (phase) {
            case ENQUEUE_SINGLE, ENQUEUE_BULK, DRAIN, LIFE -> true;
            case ENQUEUE_CALLERS, ENQUEUE_ASYNC -> false;
        };
    }

    @Override
    public Measured run(Phase phase, Load load, Path folder) throws Exception {
        int tasks = load.tasks(phase);
        try (Statements sql = new Statements(folder.resolve("layout.db"), synchronous)) {
            layout.create(sql);
            Load.Priorities priorities = load.priorityOfEach();
            return switch (phase) {
                case ENQUEUE_SINGLE -> Measured.of(tasks, () -> enqueue(sql, tasks, 1, load, priorities));
                case ENQUEUE_BULK -> Measured.of(tasks, () -> enqueue(sql, tasks, Phase.BULK, load, priorities));
                case DRAIN -> {
                    enqueue(sql, tasks, Phase.BULK, load, priorities);
                    yield Measured.of(tasks, () -> drain(sql));
                }
                case LIFE -> {
                    enqueue(sql, Phase.STANDING, Phase.BULK, load, priorities);
                    yield Measured.of(tasks, () -> live(sql, tasks, load, priorities));
                }
                case ENQUEUE_CALLERS, ENQUEUE_ASYNC ->
                    throw new IllegalArgumentException("It takes no part in " + phase);
            };
        }
    }

    /** How many bytes of file a waiting task takes. */
    double bytes(Load load, Path folder) throws SQLException, IOException {
        Path file = folder.resolve("layout.db");
        try (Statements sql = new Statements(file, synchronous)) {
            layout.create(sql);
            enqueue(sql, load.tasks(), Phase.BULK, load, load.priorityOfEach());
            sql.run("pragma wal_checkpoint(truncate)");
        }
        return (double) Files.size(file) / load.tasks();
    }

    private int enqueue(Statements sql, int tasks, int each, Load load, Load.Priorities priorities)
            throws SQLException {
        String payload = load.payload();
        for (int done = 0; done < tasks; done += each) {
            sql.begin();
            layout.enqueue(sql, samples(each, payload, priorities));
            sql.commit();
        }
        return tasks;
    }

    private List<Layout.Sample> samples(int count, String payload, Load.Priorities priorities) {
        List<Layout.Sample> samples = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            samples.add(new Layout.Sample(++lastId, priorities.next(), payload));
        }
        return samples;
    }

    private int drain(Statements sql) throws SQLException {
        int ended = 0;
        Running running = new Running();
        do {
            sql.begin();
            ended += layout.complete(sql, running.ended());
            running.claimed(layout.claim(sql, Phase.BATCH));
            sql.commit();
        } while (running.any());
        return ended;
    }

    private int live(Statements sql, int tasks, Load load, Load.Priorities priorities) throws SQLException {
        String payload = load.payload();
        int ended = 0;
        Running running = new Running();
        while (ended < tasks) {
            sql.begin();
            layout.enqueue(sql, samples(Phase.BATCH, payload, priorities));
            ended += layout.complete(sql, running.ended());
            running.claimed(layout.claim(sql, Phase.BATCH));
            sql.commit();
        }
        // Where tasks end apart, a few more than asked for have ended.
        return Math.min(ended, tasks);
    }

    /** The tasks that were claimed and have not ended. */
    private final class Running {
        private List<Layout.Held> late = List.of();
        private List<Layout.Held> held = List.of();

        void claimed(List<Layout.Held> tasks) {
            held = tasks;
        }

        boolean any() {
            return !held.isEmpty() || !late.isEmpty();
        }

        /** Takes those that end now. */
        List<Layout.Held> ended() {
            int now = ends == Ends.APART ? (held.size() + 1) / 2 : held.size();
            List<Layout.Held> ended = new ArrayList<>(late);
            ended.addAll(held.subList(0, now));
            late = List.copyOf(held.subList(now, held.size()));
            held = List.of();
            return ended;
        }
    }
}
