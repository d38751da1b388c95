package dev.taskport.adapter.sqlite;

import dev.taskport.domain.Lane;
import dev.taskport.domain.Lineage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A connection with its statements, each attached when first needed and then kept: attaching costs more than running. For
 * one thread at a time.
 *
 * <p>Transactions are begun by statement and not through the driver: its own way would take the next lock together with each
 * commit.
 */
final class SqlSession implements AutoCloseable {

    private final Handle handle;
    private final PreparedStatement beginWrite;
    private final PreparedStatement beginRead;
    private final PreparedStatement commit;
    private final PreparedStatement rollback;
    private final Map<Class<?>, Object> attached = new HashMap<>();
    private final Statements statements;
    private final Map<Long, Lane> lanes = new HashMap<>();
    private final TaskReading reading;
    private @Nullable Lineage lineage;
    private final LeasingSql leasing;

    SqlSession(Handle handle) throws SQLException {
        this.handle = handle;
        Connection connection = handle.getConnection();
        beginWrite = connection.prepareStatement("begin immediate");
        beginRead = connection.prepareStatement("begin");
        commit = connection.prepareStatement("commit");
        rollback = connection.prepareStatement("rollback");
        statements = new Statements(connection);
        reading = new TaskReading(this);
        leasing = new LeasingSql(statements);
    }

    Handle handle() {
        return handle;
    }

    /** What is run for every task or every claim. */
    Statements statements() {
        return statements;
    }

    /** Tasks, put together from their tables. */
    TaskReading reading() {
        return reading;
    }

    /** A lane by its number; lanes never change. */
    Lane lane(long number) {
        return lanes.computeIfAbsent(number, missing -> lanes().lane(missing).lane());
    }

    /** The store's; it never changes. */
    Lineage lineage() {
        Lineage known = lineage;
        if (known == null) {
            known = new Lineage(store().store().orElseThrow().lineage());
            lineage = known;
        }
        return known;
    }

    StoreSql store() {
        return sql(StoreSql.class);
    }

    LaneSql lanes() {
        return sql(LaneSql.class);
    }

    TaskSql tasks() {
        return sql(TaskSql.class);
    }

    IntakeSql intake() {
        return sql(IntakeSql.class);
    }

    LeasingSql leasing() {
        return leasing;
    }

    InspectionSql inspection() {
        return sql(InspectionSql.class);
    }

    ListingSql listing() {
        return sql(ListingSql.class);
    }

    HousekeepingSql housekeeping() {
        return sql(HousekeepingSql.class);
    }

    LogSql log() {
        return sql(LogSql.class);
    }

    RecordSql records() {
        return sql(RecordSql.class);
    }

    NodeSql nodes() {
        return sql(NodeSql.class);
    }

    TransferSql transfer() {
        return sql(TransferSql.class);
    }

    CareSql care() {
        return sql(CareSql.class);
    }

    private <T> T sql(Class<T> statements) {
        return statements.cast(attached.computeIfAbsent(statements, handle::attach));
    }

    /** Takes the write lock, waiting for it as long as the busy handler does. */
    void beginWrite() throws SQLException {
        beginWrite.execute();
    }

    /** Shows one moment of the store until the commit. */
    void beginRead() throws SQLException {
        beginRead.execute();
    }

    void commit() throws SQLException {
        commit.execute();
    }

    void rollback() throws SQLException {
        lanes.clear(); // One that was made in the transaction is not there any more.
        rollback.execute();
    }

    /** Does the work in a transaction of its own, which is over afterwards whatever goes wrong. */
    void write(Runnable work) throws SQLException {
        beginWrite();
        try {
            work.run();
            commit();
        } catch (SQLException | RuntimeException | Error e) {
            try {
                rollback();
            } catch (SQLException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
    }

    @Override
    public void close() {
        handle.close();
    }
}
