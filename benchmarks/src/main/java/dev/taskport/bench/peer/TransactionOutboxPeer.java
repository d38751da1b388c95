package dev.taskport.bench.peer;

import com.gruelbox.transactionoutbox.Dialect;
import com.gruelbox.transactionoutbox.Instantiator;
import com.gruelbox.transactionoutbox.Persistor;
import com.gruelbox.transactionoutbox.Submitter;
import com.gruelbox.transactionoutbox.ThreadLocalContextTransactionManager;
import com.gruelbox.transactionoutbox.TransactionManager;
import com.gruelbox.transactionoutbox.TransactionOutbox;
import com.gruelbox.transactionoutbox.TransactionOutboxEntry;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.h2.jdbcx.JdbcDataSource;

/** transaction-outbox on an H2 file, as it has no SQLite. It has no priorities. */
public final class TransactionOutboxPeer implements Peer {

    private static final int THREADS = 16;
    private static final int FLUSH = 4_096;
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    @Override
    public String name() {
        return "transaction-outbox, H2 file";
    }

    @Override
    public String settings() {
        return THREADS + " threads, flushes of " + FLUSH
                + ", no priorities, 20 connections; H2 file store as it is by default: acknowledged commits may be lost"
                + " even when only the process dies";
    }

    @Override
    public Session open(Path folder) {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:file:" + folder.resolve("outbox").toAbsolutePath());
        return new Opened(SqliteFiles.pool(h2, THREADS + 4));
    }

    /** What is called in the end. */
    public interface Mail {
        void send(String payload);
    }

    private static final class Opened implements Session {

        private final HikariDataSource source;
        private final ThreadLocalContextTransactionManager transactions;
        private final TransactionOutbox outbox;
        /** Whoever finds it full runs the task itself, so that a flush never runs far ahead of the work. */
        private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(FLUSH),
                new ThreadPoolExecutor.CallerRunsPolicy());

        private final Thread flusher = new Thread(this::flush, "flusher");
        private volatile Consumer<String> handler = payload -> {};
        private volatile boolean working;

        Opened(HikariDataSource source) {
            this.source = source;
            this.transactions = TransactionManager.fromDataSource(source);
            Submitter pool = Submitter.withExecutor(threads);
            this.outbox = TransactionOutbox.builder()
                    .transactionManager(transactions)
                    .persistor(Persistor.forDialect(Dialect.H2))
                    .instantiator(Instantiator.using(type -> (Mail) this::send))
                    .submitter((entry, work) -> submit(pool, entry, work))
                    .attemptFrequency(AGAIN)
                    .flushBatchSize(FLUSH)
                    .build();
        }

        private void send(String payload) {
            handler.accept(payload);
        }

        private void submit(Submitter pool, TransactionOutboxEntry entry, Consumer<TransactionOutboxEntry> work) {
            if (working) {
                pool.submit(entry, work);
            }
        }

        @Override
        public void enqueue(Job job) {
            transactions.inTransaction(() -> outbox.schedule(Mail.class).send(job.payload()));
        }

        @Override
        public void enqueue(List<Job> jobs) {
            transactions.inTransaction(
                    () -> jobs.forEach(job -> outbox.schedule(Mail.class).send(job.payload())));
        }

        @Override
        public void work(Consumer<String> what) {
            handler = what;
            working = true;
            flusher.start();
        }

        private void flush() {
            while (working) {
                if (!outbox.flush()) {
                    LockSupport.parkNanos(NAP_NANOS);
                }
            }
        }

        @Override
        public void rest() throws InterruptedException {
            working = false;
            flusher.join();
            threads.getQueue().clear();
            threads.shutdown();
            threads.awaitTermination(1, TimeUnit.MINUTES);
        }

        @Override
        public long left() throws SQLException {
            return SqliteFiles.count(source, "select count(*) from txno_outbox where not processed");
        }

        @Override
        public void close() {
            threads.shutdownNow();
            source.close();
        }
    }
}
