package dev.taskport.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The mark: one table, one index, prepared statements, and nothing else. No check of a request, no history, no dependency, no
 * other process. What a queue costs is how far it stays behind this.
 */
public final class PlainTable implements Contestant {

    private static final long LEASE_MICROS = 25_000_000;
    private static final long FIRST_ID = 1_000_000_000_000L;

    private static final String INSERT = """
            insert into task (id, type, payload, priority, status, run_after, attempts, created_at, updated_at)
            values (?, 'mail', ?, ?, 0, ?, 0, ?, ?)
            """;
    private static final String CLAIM = """
            update task set status = 1, lease_until = ?, attempts = attempts + 1, lease_token = ?
            where id in (
              select id from task where status = 0 and run_after <= ? order by priority, run_after, id limit ?)
            returning id, payload
            """;
    private static final String COMPLETE = "delete from task where id = ? and lease_token = ?";

    private final String synchronous;
    private final AtomicLong ids = new AtomicLong(FIRST_ID);

    /** @param synchronous FULL or NORMAL */
    public PlainTable(String synchronous) {
        this.synchronous = synchronous;
    }

    @Override
    public String name() {
        return "plain table, " + synchronous;
    }

    @Override
    public String settings() {
        return "one table, one index, one connection (with many callers: one each), where nobody waits " + Phase.BULK
                + " rows a transaction, the last " + Phase.BATCH
                + " ended and the next taken in one transaction; SQLite WAL, synchronous=" + synchronous
                + ", 64 MiB of cache";
    }

    @Override
    public boolean takesPart(Phase phase) {
        return true;
    }

    @Override
    public Measured run(Phase phase, Load load, Path folder) throws Exception {
        Path file = folder.resolve("plain.db");
        int tasks = load.tasks(phase);
        try (Connection connection = open(file)) {
            create(connection);
            return switch (phase) {
                case ENQUEUE_SINGLE -> {
                    Latencies commits = new Latencies();
                    yield Measured.of(tasks, () -> enqueue(connection, tasks, 1, load, commits))
                            .with(commits.figures());
                }
                case ENQUEUE_BULK, ENQUEUE_ASYNC -> Measured.of(tasks, () -> enqueue(connection, tasks, load));
                case ENQUEUE_CALLERS -> {
                    Latencies commits = new Latencies();
                    yield Measured.of(tasks, () -> callers(file, tasks, load, commits))
                            .with(commits.figures());
                }
                case DRAIN -> {
                    enqueue(connection, tasks, load);
                    yield Measured.of(tasks, () -> drain(connection));
                }
                case LIFE -> {
                    enqueue(connection, Phase.STANDING, load);
                    yield Measured.of(tasks, () -> live(connection, tasks, load));
                }
            };
        }
    }

    private Connection open(Path file) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        execute(connection, "pragma busy_timeout = 30000");
        execute(connection, "pragma journal_mode = wal");
        execute(connection, "pragma synchronous = " + synchronous);
        execute(connection, "pragma cache_size = -65536");
        execute(connection, "pragma temp_store = memory");
        return connection;
    }

    private static void create(Connection connection) throws SQLException {
        execute(connection, """
                create table task (
                  id integer primary key, type text, payload text, priority integer, status integer, run_after integer,
                  lease_until integer, attempts integer, lease_token integer, created_at integer, updated_at integer)
                """);
        execute(connection, "create index task_ready on task (priority, run_after, id) where status = 0");
    }

    private int enqueue(Connection connection, int tasks, Load load) throws SQLException {
        return enqueue(connection, tasks, Phase.BULK, load, new Latencies());
    }

    private int enqueue(Connection connection, int tasks, int each, Load load, Latencies commits) throws SQLException {
        Load.Priorities priorities = load.priorityOfEach();
        String payload = load.payload();
        try (PreparedStatement begin = connection.prepareStatement("begin immediate");
                PreparedStatement commit = connection.prepareStatement("commit");
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (int done = 0; done < tasks; done += each) {
                long start = System.nanoTime();
                begin.execute();
                insert(insert, each, payload, priorities);
                commit.execute();
                commits.add(System.nanoTime() - start);
            }
        }
        return tasks;
    }

    private void insert(PreparedStatement insert, int count, String payload, Load.Priorities priorities)
            throws SQLException {
        for (int i = 0; i < count; i++) {
            add(insert, payload, priorities.next());
        }
        insert.executeBatch();
    }

    private void add(PreparedStatement insert, String payload, int priority) throws SQLException {
        long now = micros();
        insert.setLong(1, ids.incrementAndGet());
        insert.setString(2, payload);
        insert.setInt(3, priority);
        insert.setLong(4, now);
        insert.setLong(5, now);
        insert.setLong(6, now);
        insert.addBatch();
    }

    /** Each caller has a connection of its own, as programs without a queue do. */
    private int callers(Path file, int tasks, Load load, Latencies commits) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(load.callers());
        try {
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < load.callers(); i++) {
                int share = tasks / load.callers() + (i < tasks % load.callers() ? 1 : 0);
                all.add(threads.submit(() -> {
                    try (Connection own = open(file)) {
                        return enqueue(own, share, 1, load, commits);
                    }
                }));
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

    private static int drain(Connection connection) throws SQLException {
        int handled = 0;
        try (PreparedStatement begin = connection.prepareStatement("begin immediate");
                PreparedStatement commit = connection.prepareStatement("commit");
                PreparedStatement claim = connection.prepareStatement(CLAIM);
                PreparedStatement complete = connection.prepareStatement(COMPLETE)) {
            List<Long> held = List.of();
            do {
                begin.execute();
                handled += complete(complete, held);
                held = claim(claim);
                commit.execute();
            } while (!held.isEmpty());
        }
        return handled;
    }

    private int live(Connection connection, int tasks, Load load) throws SQLException {
        Load.Priorities priorities = load.priorityOfEach();
        String payload = load.payload();
        int handled = 0;
        try (PreparedStatement begin = connection.prepareStatement("begin immediate");
                PreparedStatement commit = connection.prepareStatement("commit");
                PreparedStatement insert = connection.prepareStatement(INSERT);
                PreparedStatement claim = connection.prepareStatement(CLAIM);
                PreparedStatement complete = connection.prepareStatement(COMPLETE)) {
            List<Long> held = List.of();
            while (handled < tasks) {
                begin.execute();
                insert(insert, Phase.BATCH, payload, priorities);
                handled += complete(complete, held);
                held = claim(claim);
                commit.execute();
            }
        }
        return handled;
    }

    private static List<Long> claim(PreparedStatement claim) throws SQLException {
        long now = micros();
        claim.setLong(1, now + LEASE_MICROS);
        claim.setLong(2, 1);
        claim.setLong(3, now);
        claim.setInt(4, Phase.BATCH);
        List<Long> ids = new ArrayList<>();
        try (ResultSet rows = claim.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
                handle(rows.getString(2));
            }
        }
        return ids;
    }

    private static int complete(PreparedStatement complete, List<Long> held) throws SQLException {
        for (long id : held) {
            complete.setLong(1, id);
            complete.setLong(2, 1);
            complete.addBatch();
        }
        int sum = 0;
        for (int changed : complete.executeBatch()) {
            sum += changed;
        }
        return sum;
    }

    /** The handler that does nothing, but has been given its payload. */
    private static void handle(String payload) {
        if (payload.isEmpty()) {
            throw new IllegalStateException("A task came without its payload");
        }
    }

    private static long micros() {
        return System.currentTimeMillis() * 1_000;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
