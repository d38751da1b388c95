package dev.taskport.bench.peer;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.matchers.GroupMatcher;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/** Quartz: one durable job, and one trigger for each task, which fires once. */
public final class QuartzPeer implements Peer {

    private static final int THREADS = 16;
    private static final int BATCH = 100;
    private static final String SOURCE = "benchmarks";
    private static final String TABLES = "/org/quartz/impl/jdbcjobstore/tables_postgres.sql";
    /** It runs what is highest first. */
    private static final int PRIORITY_MAX = 1_000;

    private final @Nullable String synchronous;

    /** @param synchronous FULL or NORMAL for a SQLite file, null for memory */
    public QuartzPeer(@Nullable String synchronous) {
        this.synchronous = synchronous;
    }

    @Override
    public String name() {
        return synchronous == null ? "Quartz, memory" : "Quartz, SQLite " + synchronous;
    }

    @Override
    public String settings() {
        String common = THREADS + " threads, " + BATCH + " triggers a batch, priorities on; ";
        return common
                + (synchronous == null
                        ? "RAMJobStore: nothing survives"
                        : "JobStoreTX with its tables and delegate for PostgreSQL, as it has none for SQLite, 18 connections; "
                                + SqliteFiles.settings(synchronous));
    }

    @Override
    public Session open(Path folder) throws Exception {
        Properties properties = new Properties();
        properties.put("org.quartz.scheduler.instanceName", "benchmarks");
        properties.put("org.quartz.scheduler.skipUpdateCheck", "true");
        properties.put("org.quartz.scheduler.batchTriggerAcquisitionMaxCount", Integer.toString(BATCH));
        properties.put("org.quartz.threadPool.threadCount", Integer.toString(THREADS));
        properties.put("org.quartz.jobStore.misfireThreshold", "3600000");
        HikariDataSource source = null;
        if (synchronous == null) {
            properties.put("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
        } else {
            source = SqliteFiles.open(folder.resolve("quartz.db"), synchronous, THREADS + 2);
            SqliteFiles.execute(source, tables());
            DBConnectionManager.getInstance().addConnectionProvider(SOURCE, new Pool(source));
            properties.put("org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX");
            properties.put(
                    "org.quartz.jobStore.driverDelegateClass", "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate");
            properties.put("org.quartz.jobStore.dataSource", SOURCE);
            properties.put("org.quartz.jobStore.acquireTriggersWithinLock", "true");
        }
        return new Opened(new StdSchedulerFactory(properties).getScheduler(), source);
    }

    private static String tables() throws IOException {
        try (InputStream script = Scheduler.class.getResourceAsStream(TABLES)) {
            if (script == null) {
                throw new IllegalStateException("Quartz does not bring " + TABLES + " any more.");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8)
                    .replaceAll("--[^\n]*", "")
                    .replaceAll("(?i)commit\\s*;", "");
        }
    }

    private static final class Opened implements Session {

        private final Scheduler scheduler;
        private final @Nullable HikariDataSource source;
        private final JobDetail mail = JobBuilder.newJob(Mail.class)
                .withIdentity("mail")
                .storeDurably()
                .build();

        Opened(Scheduler scheduler, @Nullable HikariDataSource source) throws SchedulerException {
            this.scheduler = scheduler;
            this.source = source;
            scheduler.addJob(mail, false);
        }

        private Trigger trigger(dev.taskport.bench.peer.Job job) {
            return TriggerBuilder.newTrigger()
                    .forJob(mail.getKey())
                    .withPriority(PRIORITY_MAX - job.priority())
                    .usingJobData("payload", job.payload())
                    .startNow()
                    .build();
        }

        @Override
        public void enqueue(dev.taskport.bench.peer.Job job) throws SchedulerException {
            scheduler.scheduleJob(trigger(job));
        }

        @Override
        public void enqueue(List<dev.taskport.bench.peer.Job> jobs) throws SchedulerException {
            Set<Trigger> triggers = new HashSet<>();
            jobs.forEach(job -> triggers.add(trigger(job)));
            scheduler.scheduleJobs(Map.of(mail, triggers), true);
        }

        @Override
        public void work(Consumer<String> what) throws SchedulerException {
            Mail.handler = what;
            scheduler.start();
        }

        /** Waits for jobs that run; triggers that wait stay in the store. */
        @Override
        public void rest() throws SchedulerException {
            scheduler.standby();
            while (!scheduler.getCurrentlyExecutingJobs().isEmpty()) {
                Thread.onSpinWait();
            }
        }

        @Override
        public long left() throws SchedulerException, SQLException {
            return source == null
                    ? scheduler.getTriggerKeys(GroupMatcher.anyTriggerGroup()).size()
                    : SqliteFiles.count(source, "select count(*) from qrtz_triggers");
        }

        @Override
        public void close() throws IOException {
            try {
                scheduler.shutdown(true);
            } catch (SchedulerException e) {
                throw new IOException(e);
            }
            if (source != null) {
                source.close();
            }
        }
    }

    private record Pool(HikariDataSource source) implements ConnectionProvider {

        @Override
        public Connection getConnection() throws SQLException {
            return source.getConnection();
        }

        @Override
        public void shutdown() {}

        @Override
        public void initialize() {}
    }

    /** Made by Quartz, so what it does is not handed in. */
    public static final class Mail implements Job {

        private static volatile Consumer<String> handler = payload -> {};

        @Override
        public void execute(JobExecutionContext context) {
            handler.accept(context.getTrigger().getJobDataMap().getString("payload"));
        }
    }
}
