package dev.taskport.adapter.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;

/**
 * A connection with every statement attached to it once, because attaching costs more than running. For one thread at a
 * time.
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
    private final StoreSql store;
    private final LaneSql lanes;
    private final TaskSql tasks;
    private final OrderSql orders;
    private final IntakeSql intake;
    private final LeasingSql leasing;
    private final InspectionSql inspection;
    private final HousekeepingSql housekeeping;
    private final LogSql log;
    private final RecordSql records;
    private final NodeSql nodes;
    private final TransferSql transfer;
    private final CareSql care;

    SqlSession(Handle handle) throws SQLException {
        this.handle = handle;
        Connection connection = handle.getConnection();
        beginWrite = connection.prepareStatement("begin immediate");
        beginRead = connection.prepareStatement("begin");
        commit = connection.prepareStatement("commit");
        rollback = connection.prepareStatement("rollback");
        store = handle.attach(StoreSql.class);
        lanes = handle.attach(LaneSql.class);
        tasks = handle.attach(TaskSql.class);
        orders = handle.attach(OrderSql.class);
        intake = handle.attach(IntakeSql.class);
        leasing = handle.attach(LeasingSql.class);
        inspection = handle.attach(InspectionSql.class);
        housekeeping = handle.attach(HousekeepingSql.class);
        log = handle.attach(LogSql.class);
        records = handle.attach(RecordSql.class);
        nodes = handle.attach(NodeSql.class);
        transfer = handle.attach(TransferSql.class);
        care = handle.attach(CareSql.class);
    }

    Handle handle() {
        return handle;
    }

    StoreSql store() {
        return store;
    }

    LaneSql lanes() {
        return lanes;
    }

    TaskSql tasks() {
        return tasks;
    }

    OrderSql orders() {
        return orders;
    }

    IntakeSql intake() {
        return intake;
    }

    LeasingSql leasing() {
        return leasing;
    }

    InspectionSql inspection() {
        return inspection;
    }

    HousekeepingSql housekeeping() {
        return housekeeping;
    }

    LogSql log() {
        return log;
    }

    RecordSql records() {
        return records;
    }

    NodeSql nodes() {
        return nodes;
    }

    TransferSql transfer() {
        return transfer;
    }

    CareSql care() {
        return care;
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
        rollback.execute();
    }

    @Override
    public void close() {
        handle.close();
    }
}
