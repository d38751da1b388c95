package dev.taskport.adapter.sqlite;

import dev.taskport.domain.ErrorCode;
import dev.taskport.domain.Lineage;
import dev.taskport.domain.TaskportException;
import dev.taskport.port.StoreIdentity;
import dev.taskport.port.commit.GroupCommit;
import dev.taskport.port.commit.GroupStore;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** The one way to the file: every write through group commit and one connection, every read through the pool of readers. */
final class SqliteStore implements GroupStore<SqliteTransaction>, AutoCloseable {

    private final SqliteOptions options;
    private final SqliteErrors errors;
    private final SqliteConnections connections;
    private final boolean readOnly;
    private final Lineage lineage;
    private final SqliteReaders readers;
    private final SqliteWakeups wakeups;
    private final GroupCommit<SqliteTransaction> writes;
    private final StoreCache cache = new StoreCache();
    private final Turns turns = new Turns();
    /** Null after an error that makes it unfit; the next transaction opens another. Used by whoever leads the group. */
    private @Nullable SqlSession writer;
    /** Whether the writer's connection met an error after which it is not to be trusted. */
    private boolean unfit;

    /**
     * @param reading how readers open the file
     * @param writer null for a store that is only read
     */
    SqliteStore(
            SqliteOptions options,
            SqliteConnections connections,
            SqliteConnections.Use reading,
            @Nullable SqlSession writer,
            Lineage lineage) {
        this.options = options;
        this.errors = new SqliteErrors(options.file());
        this.connections = connections;
        this.readOnly = writer == null;
        this.writer = writer;
        this.lineage = lineage;
        this.readers = new SqliteReaders(options, connections, reading);
        this.wakeups =
                new SqliteWakeups(readers, writer == null ? 0 : writer.store().wakes());
        this.writes = new GroupCommit<>("taskport-sqlite-writer", this, GroupCommit.Leaders.CALLERS);
    }

    SqliteOptions options() {
        return options;
    }

    Lineage lineage() {
        return lineage;
    }

    SqliteWakeups wakeups() {
        return wakeups;
    }

    SqliteReaders readers() {
        return readers;
    }

    SqliteErrors errors() {
        return errors;
    }

    Instant now() {
        return options.common().clock().instant();
    }

    StoreIdentity identity() {
        long generation = read(session -> session.store().store().orElseThrow().generation());
        return new StoreIdentity(lineage, generation);
    }

    /** Reads one moment of the store. */
    <R> R read(Function<SqlSession, R> question) {
        return readers.read(question);
    }

    /** Writes, and answers after the commit. The work may be done more than once. */
    <R> R write(Function<SqliteTransaction, R> work) {
        if (readOnly) {
            throw ErrorCode.UNSUPPORTED.error("The database " + options.file()
                    + " was opened for reading only. Nothing was changed. Open it for writing.");
        }
        return writes.write(transaction -> {
            try {
                return work.apply(transaction);
            } catch (JdbiException e) {
                throw broken(e);
            }
        });
    }

    private RuntimeException broken(JdbiException failure) {
        if (SqliteErrors.breaksConnection(failure)) {
            unfit = true;
        }
        return errors.of(failure);
    }

    @Override
    public SqliteTransaction begin() {
        SqlSession session = writer();
        turns.await();
        lock(session);
        try {
            connections.watch().requireSame();
            if (cache.refresh(session)) {
                turns.othersWrote();
            }
        } catch (RuntimeException | Error e) {
            // From here on the lock of the whole file is held, and whatever goes wrong must give it back.
            unfit = !(e instanceof TaskportException);
            rollback(session);
            throw errors.of(e);
        }
        return new SqliteTransaction(options, session, cache);
    }

    private void lock(SqlSession session) {
        try {
            session.beginWrite();
        } catch (SQLException e) {
            if (!SqliteErrors.busy(e)) {
                unfit = true;
                rollback(session);
            }
            throw errors.of(e);
        }
    }

    private SqlSession writer() {
        SqlSession session = writer;
        if (session == null) {
            session = connections.open(SqliteConnections.Use.WRITE);
            writer = session;
        }
        return session;
    }

    @Override
    public void complete(SqliteTransaction transaction) {
        try {
            transaction.writeArriving();
        } catch (JdbiException e) {
            throw broken(e);
        }
    }

    @Override
    public void commit(SqliteTransaction transaction) {
        long wakes = transaction.wakes();
        if (wakes > 0) {
            wakeups.expectOwn(wakes);
        }
        try {
            commitNow(transaction);
        } catch (TaskportException e) {
            wakeups.expectOwn(-wakes);
            throw e;
        }
        if (transaction.madeClaimable()) {
            wakeups.signalOwn();
        }
    }

    private void commitNow(SqliteTransaction transaction) {
        try {
            transaction.finish();
            transaction.session().commit();
            turns.ended();
            if (transaction.hasConfigured()) {
                cache.changedHere();
            }
        } catch (SQLException | RuntimeException | Error e) {
            unfit = true;
            rollback(transaction);
            throw errors.unknown(e);
        }
    }

    @Override
    public void rollback(SqliteTransaction transaction) {
        rollback(transaction.session());
        cache.leased().clear();
        if (transaction.hasConfigured()) {
            cache.forget();
        }
    }

    private void rollback(SqlSession session) {
        unfit |= !rolledBack(session);
        if (unfit) {
            unfit = false;
            writer = null;
            cache.forget();
            closeQuietly(session);
        }
    }

    private static boolean rolledBack(SqlSession session) {
        try {
            session.rollback();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static void closeQuietly(SqlSession session) {
        try {
            session.close();
        } catch (JdbiException e) {
            // It was unfit already; the file is judged by the next connection.
        }
    }

    /** Finishes what is under way, then does {@code farewell} with the writer's connection. */
    void close(Consumer<SqlSession> farewell) {
        writes.close();
        wakeups.close();
        readers.close();
        SqlSession last = writer;
        writer = null;
        if (last != null) {
            try {
                farewell.accept(last);
            } finally {
                closeQuietly(last);
            }
        }
    }

    @Override
    public void close() {
        close(session -> {});
    }
}
