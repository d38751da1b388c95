package dev.taskport.bench.peer;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.configuration.JobRunrConfiguration;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.storage.sql.sqlite.SqLiteStorageProvider;

/** JobRunr (LGPL) on SQLite. Its free edition has no priorities. */
public final class JobRunrPeer implements Peer {

    private static final int WORKERS = 64;
    private static final Duration POLL = Duration.ofSeconds(5);

    private final String synchronous;

    /** @param synchronous FULL or NORMAL */
    public JobRunrPeer(String synchronous) {
        this.synchronous = synchronous;
    }

    @Override
    public String name() {
        return "JobRunr, SQLite " + synchronous;
    }

    @Override
    public String settings() {
        return WORKERS + " workers, poll " + POLL.toSeconds()
                + " s (it refuses less on SQL), job requests, no priorities (not in its free edition), 10 connections; "
                + SqliteFiles.settings(synchronous);
    }

    @Override
    public Session open(Path folder) {
        HikariDataSource source = SqliteFiles.open(folder.resolve("jobrunr.db"), synchronous, 10);
        return new Opened(source, new SqLiteStorageProvider(source));
    }

    private static final class Opened implements Session {

        private final HikariDataSource source;
        private final SqLiteStorageProvider storage;
        private final JobRunrConfiguration.JobRunrConfigurationResult jobRunr;

        Opened(HikariDataSource source, SqLiteStorageProvider storage) {
            this.source = source;
            this.storage = storage;
            this.jobRunr = JobRunr.configure()
                    .useStorageProvider(storage)
                    .useBackgroundJobServer(
                            BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                                    .andWorkerCount(WORKERS)
                                    .andPollInterval(POLL),
                            false)
                    .initialize();
        }

        @Override
        public void enqueue(Job job) {
            jobRunr.getJobRequestScheduler().enqueue(new Mail(job.payload()));
        }

        @Override
        public void enqueue(List<Job> jobs) {
            jobRunr.getJobRequestScheduler().enqueue(jobs.stream().map(job -> new Mail(job.payload())));
        }

        @Override
        public void work(Consumer<String> what) {
            MailHandler.handler = what;
            jobRunr.getBackgroundJobServer().start();
        }

        @Override
        public void rest() {
            jobRunr.getBackgroundJobServer().stop();
        }

        @Override
        public long left() {
            return storage.countJobs(StateName.ENQUEUED) + storage.countJobs(StateName.PROCESSING);
        }

        @Override
        public void close() {
            JobRunr.destroy();
            source.close();
        }
    }

    /** What it stores, as JSON. */
    public static final class Mail implements JobRequest {

        private static final long serialVersionUID = 1;

        private String payload = "";

        /** For its JSON library. */
        public Mail() {}

        Mail(String payload) {
            this.payload = payload;
        }

        public String getPayload() {
            return payload;
        }

        public void setPayload(String payload) {
            this.payload = payload;
        }

        @Override
        public Class<MailHandler> getJobRequestHandler() {
            return MailHandler.class;
        }
    }

    /** Made by JobRunr, so what it does is not handed in. */
    public static final class MailHandler implements JobRequestHandler<Mail> {

        private static volatile Consumer<String> handler = payload -> {};

        @Override
        public void run(Mail mail) {
            handler.accept(mail.getPayload());
        }
    }
}
