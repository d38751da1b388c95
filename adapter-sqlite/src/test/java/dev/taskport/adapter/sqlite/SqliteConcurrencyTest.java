package dev.taskport.adapter.sqlite;

import static dev.taskport.adapter.sqlite.Errors.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.domain.ErrorCode;
import dev.taskport.port.Wakeups;
import dev.taskport.port.commit.HandlerThread;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SqliteConcurrencyTest {

    @TempDir
    private Path folder;

    private Path file;
    private Store store;

    @BeforeEach
    void open() {
        file = folder.resolve("tasks.db");
        store = Store.create(file);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void callers_that_wait_for_the_lock_together_are_committed_together() throws Exception {
        long before = commits();
        List<FutureTask<?>> calls = new ArrayList<>();
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            statement.execute("begin immediate");
            for (int i = 0; i < 20; i++) {
                FutureTask<?> call = new FutureTask<>(() -> store.enqueue("work"));
                calls.add(call);
                Thread caller = new Thread(call);
                caller.start();
                awaitStill(caller);
            }
            statement.execute("rollback");
        }
        for (FutureTask<?> call : calls) {
            call.get();
        }

        assertThat(store.total()).isEqualTo(20);
        assertThat(commits() - before)
                .as("one of the first, one of all that came meanwhile")
                .isEqualTo(2);
    }

    /** Each commit that makes something claimable is told once. */
    private long commits() {
        return backend().wakeups().position();
    }

    private SqlitePersistenceBackend backend() {
        return (SqlitePersistenceBackend) store.backend();
    }

    /** The first one waits for the lock, looking again and again; the others wait for it. */
    private static void awaitStill(Thread thread) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(1))
                .until(() ->
                        thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING);
    }

    @Test
    void a_handler_thread_neither_writes_nor_reads_itself() throws Exception {
        FutureTask<List<String>> call = new FutureTask<>(() -> List.of(
                backend().store().write(transaction -> Thread.currentThread().getName()),
                backend().store().read(session -> Thread.currentThread().getName())));
        new Handler(call).start();

        assertThat(call.get()).containsExactly("taskport-sqlite-writer", "taskport-sqlite-reader");
    }

    private static final class Handler extends Thread implements HandlerThread {
        Handler(Runnable work) {
            super(work);
        }
    }

    @Test
    void one_process_hears_of_anothers_tasks_without_being_told() throws Exception {
        Wakeups wakeups = store.backend().wakeups();
        long seen = wakeups.position();
        FutureTask<Long> sleeper = new FutureTask<>(() -> wakeups.await(seen, Duration.ofSeconds(60)));
        Thread thread = new Thread(sleeper);
        thread.start();
        awaitStill(thread);

        // Another opening of the file knows nothing of this one, just as another process.
        try (Store other = Store.create(file)) {
            other.enqueue("work");
        }

        assertThat(sleeper.get()).isGreaterThan(seen);
    }

    @Test
    void one_process_hears_of_what_another_enqueued_while_nobody_looked() throws Exception {
        Wakeups wakeups = store.backend().wakeups();
        long seen = wakeups.position();
        try (Store other = Store.create(file)) {
            other.enqueue("work");
        }
        assertThat(wakeups.await(seen, Duration.ofSeconds(20))).isGreaterThan(seen);
    }

    @Test
    void what_others_do_that_makes_nothing_claimable_wakes_nobody() throws Exception {
        Wakeups wakeups = store.backend().wakeups();
        try (Store other = Store.create(file)) {
            other.backend().nodes().reserve(null, 1000);
            long seen = wakeups.position();
            Thread waiter = new Thread(new FutureTask<>(() -> wakeups.await(seen, Duration.ofSeconds(60))));
            waiter.start();
            awaitStill(waiter);
            long before = backend().store().wakeups().noticed();
            // Until the watcher has seen one of these: it may have begun after the first.
            Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> {
                other.backend().nodes().reserve(null, 1000);
                return backend().store().wakeups().noticed() > before;
            });

            assertThat(wakeups.position()).isEqualTo(seen);
            assertThat(waiter.isAlive()).as("whoever waits, waits on").isTrue();
        }
    }

    @Test
    void closing_waits_for_a_read_that_is_under_way() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        FutureTask<Long> read = new FutureTask<>(() -> backend().store().read(session -> {
            reading.countDown();
            awaitUninterruptibly(closing);
            return session.store().changes();
        }));
        new Thread(read).start();
        reading.await();
        Thread closer = new Thread(store::close);
        closer.start();
        awaitStill(closer);

        closing.countDown();

        assertThat(read.get()).isNotNull();
        closer.join();
        assertThat(folder).isDirectoryNotContaining("glob:**-wal");
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_closed_store_is_not_watched() {
        Wakeups wakeups = store.backend().wakeups();
        store.close();

        assertError(ErrorCode.UNAVAILABLE, () -> wakeups.await(0, Duration.ofSeconds(60)));
        assertThat(backend().store().wakeups().watched()).isFalse();
    }

    @Test
    void statements_that_are_ever_other_ones_are_not_all_kept() {
        backend().store().write(transaction -> {
            for (int i = 0; i < 2 * StatementCache.SIZE_MAX; i++) {
                transaction
                        .session()
                        .handle()
                        .createQuery("select " + i)
                        .mapTo(Integer.class)
                        .one();
            }
            return true;
        });

        assertThat(statements()).isEqualTo(StatementCache.SIZE_MAX);
        store.enqueue("work");
    }

    @Test
    void a_statement_is_prepared_once() {
        store.enqueue("work");
        store.enqueue("work");
        int kept = statements();

        for (int i = 0; i < 20; i++) {
            store.enqueue("work");
        }

        assertThat(statements()).isEqualTo(kept).isPositive();
    }

    private int statements() {
        return backend()
                .store()
                .write(transaction ->
                        ((StatementCache) transaction.session().handle().getStatementBuilder()).size());
    }
}
