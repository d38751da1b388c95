package dev.taskport.bench.peer;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** db-scheduler on SQLite. */
public final class DbSchedulerPeer implements Peer {

    private static final int THREADS = 20;
    private static final Duration POLL = Duration.ofMillis(100);
    /** It runs what is highest first. */
    private static final int PRIORITY_MAX = 1_000;

    private static final String TABLE = """
            create table scheduled_tasks (
              task_name text not null, task_instance text not null, task_data blob, execution_time timestamp not null,
              picked boolean not null, picked_by text, last_success timestamp, last_failure timestamp,
              consecutive_failures int, last_heartbeat timestamp, version bigint not null, priority smallint,
              primary key (task_name, task_instance));
            create index execution_time_idx on scheduled_tasks (execution_time);
            create index last_heartbeat_idx on scheduled_tasks (last_heartbeat);
            create index priority_execution_time_idx on scheduled_tasks (priority desc, execution_time asc)
            """;

    private final String synchronous;

    /** @param synchronous FULL or NORMAL */
    public DbSchedulerPeer(String synchronous) {
        this.synchronous = synchronous;
    }

    @Override
    public String name() {
        return "db-scheduler, SQLite " + synchronous;
    }

    @Override
    public String settings() {
        return THREADS + " threads, poll " + POLL.toMillis()
                + " ms, immediate execution, priorities on, 10 connections; " + SqliteFiles.settings(synchronous);
    }

    @Override
    public Session open(Path folder) throws SQLException {
        HikariDataSource source = SqliteFiles.open(folder.resolve("db-scheduler.db"), synchronous, 10);
        SqliteFiles.execute(source, TABLE);
        return new Opened(source);
    }

    private static final class Opened implements Session {

        private final HikariDataSource source;
        private final AtomicLong ids = new AtomicLong();
        private final OneTimeTask<String> task;
        private final Scheduler scheduler;
        private volatile Consumer<String> handler = payload -> {};

        Opened(HikariDataSource source) {
            this.source = source;
            this.task = Tasks.oneTime("mail", String.class)
                    .execute((instance, context) -> handler.accept(instance.getData()));
            this.scheduler = Scheduler.create(source, task)
                    .threads(THREADS)
                    .pollingInterval(POLL)
                    .enableImmediateExecution()
                    .enablePriority()
                    .build();
        }

        private TaskInstance<String> instance(Job job) {
            return new TaskInstance.Builder<String>(task.getName(), Long.toString(ids.incrementAndGet()))
                    .data(job.payload())
                    .priority(PRIORITY_MAX - job.priority())
                    .build();
        }

        @Override
        public void enqueue(Job job) {
            scheduler.schedule(instance(job), Instant.now());
        }

        @Override
        public void enqueue(List<Job> jobs) {
            scheduler.scheduleBatch(
                    jobs.stream().<TaskInstance<?>>map(this::instance).toList(), Instant.now());
        }

        @Override
        public void work(Consumer<String> what) {
            handler = what;
            scheduler.start();
        }

        @Override
        public void rest() {
            scheduler.stop();
        }

        @Override
        public long left() throws SQLException {
            return SqliteFiles.count(source, "select count(*) from scheduled_tasks");
        }

        @Override
        public void close() {
            source.close();
        }
    }
}
