package dev.taskport.adapter.sqlite;

import dev.taskport.domain.ErrorCode;
import dev.taskport.port.commit.StorageThreads;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.JdbiException;

/** A few connections that only read, opened when first needed. Safe for use by several threads. */
final class SqliteReaders implements AutoCloseable {

    private final SqliteConnections connections;
    private final SqliteConnections.Use use;
    private final SqliteErrors errors;
    private final StorageThreads threads;
    private final int count;
    private final Semaphore permits;
    private final Deque<SqlSession> idle = new ArrayDeque<>();
    private volatile boolean closed;

    SqliteReaders(SqliteOptions options, SqliteConnections connections, SqliteConnections.Use use) {
        this.connections = connections;
        this.use = use;
        this.errors = new SqliteErrors(options.file());
        this.threads = new StorageThreads("taskport-sqlite-reader", options.readers());
        this.count = options.readers();
        this.permits = new Semaphore(count);
    }

    /** Whether the file is read on the word that nobody writes it. */
    boolean frozen() {
        return use == SqliteConnections.Use.FROZEN_FILE;
    }

    /** Answers a question about one moment of the store. */
    <R> R read(Function<SqlSession, R> question) {
        return threads.run(() -> {
            permits.acquireUninterruptibly();
            try {
                return ask(question);
            } finally {
                permits.release();
            }
        });
    }

    /** A connection for a longer stay, beside the pool; the caller closes it. */
    SqlSession openAside() {
        requireOpen();
        return connections.open(use);
    }

    /** Does storage work on a thread that may. */
    <R> R run(Supplier<R> work) {
        return threads.run(work);
    }

    private <R> R ask(Function<SqlSession, R> question) {
        SqlSession session = borrow();
        boolean fit = false;
        try {
            session.beginRead();
            R answer = question.apply(session);
            session.commit();
            requireSameFile();
            fit = true;
            return answer;
        } catch (SQLException | JdbiException e) {
            throw errors.of(e);
        } finally {
            giveBack(session, fit);
        }
    }

    /** After a question, because the answer must be from the right file, whatever happened while it was looked for. */
    void requireSameFile() {
        connections.watch().requireSame();
    }

    private SqlSession borrow() {
        requireOpen();
        synchronized (idle) {
            SqlSession session = idle.poll();
            if (session != null) {
                return session;
            }
        }
        return connections.open(use);
    }

    /** A connection on which something failed may still be in its transaction, which would hold back the clean-up. */
    private void giveBack(SqlSession session, boolean fit) {
        synchronized (idle) {
            if (fit && !closed) {
                idle.push(session);
                return;
            }
        }
        session.close();
    }

    /** @throws dev.taskport.domain.TaskportException UNAVAILABLE once it is closed */
    void requireOpen() {
        if (closed) {
            throw ErrorCode.UNAVAILABLE.error("The store is closed. Nothing was read. Open it again.");
        }
    }

    private void closeIdle() {
        synchronized (idle) {
            idle.forEach(SqlSession::close);
            idle.clear();
        }
    }

    /** Refuses new questions, waits for those under way, then closes the connections. Closing again does nothing. */
    @Override
    public void close() {
        closed = true;
        permits.acquireUninterruptibly(count);
        try {
            closeIdle();
        } finally {
            permits.release(count);
        }
        threads.close();
    }
}
