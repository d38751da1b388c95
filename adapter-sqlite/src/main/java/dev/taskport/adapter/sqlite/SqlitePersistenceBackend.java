package dev.taskport.adapter.sqlite;

import dev.taskport.domain.SchedulingStrategy;
import dev.taskport.port.BackendCare;
import dev.taskport.port.BackendProfile;
import dev.taskport.port.NodeAllotment;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.RecordStore;
import dev.taskport.port.StoreIdentity;
import dev.taskport.port.TaskControl;
import dev.taskport.port.TaskHousekeeping;
import dev.taskport.port.TaskInspection;
import dev.taskport.port.TaskIntake;
import dev.taskport.port.TaskLeasing;
import dev.taskport.port.TaskLog;
import dev.taskport.port.TaskTransfer;
import dev.taskport.port.Wakeups;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A store in one SQLite file. Safe for use by several threads; the same file may be open several times, in one process or in
 * several on one machine.
 */
public final class SqlitePersistenceBackend implements PersistenceBackend {

    /** The scheme of its addresses. */
    public static final String SCHEME = "sqlite";

    private final SqliteStore store;
    private final Consumer<SqlSession> farewell;
    private final Runnable afterClosing;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final TaskIntake intake;
    private final TaskLeasing leasing;
    private final TaskControl control;
    private final TaskInspection inspection;
    private final TaskHousekeeping housekeeping;
    private final TaskLog log;
    private final RecordStore records;
    private final TaskTransfer transfer;
    private final BackendCare care;
    private final NodeAllotment nodes;

    /**
     * @param farewell the last thing done with the writer's connection
     * @param afterClosing done when every connection is closed
     */
    SqlitePersistenceBackend(SqliteStore store, Consumer<SqlSession> farewell, Runnable afterClosing) {
        this.store = store;
        this.farewell = farewell;
        this.afterClosing = afterClosing;
        intake = new SqliteTaskIntake(store);
        leasing = new SqliteTaskLeasing(store);
        control = new SqliteTaskControl(store);
        inspection = new SqliteTaskInspection(store);
        housekeeping = new SqliteTaskHousekeeping(store);
        log = new SqliteTaskLog(store);
        records = new SqliteRecordStore(store);
        transfer = new SqliteTaskTransfer(store);
        care = new SqliteBackendCare(store);
        nodes = new SqliteNodeAllotment(store);
    }

    SqliteStore store() {
        return store;
    }

    @Override
    public BackendProfile profile() {
        Set<SchedulingStrategy> kept = store.read(session -> session.store().orders()).stream()
                .filter(StoreSql.OrderRow::kept)
                .map(order -> SchedulingStrategy.valueOf(order.strategy()))
                .collect(Collectors.toUnmodifiableSet());
        return new BackendProfile(
                SCHEME, true, store.options().durability() == Durability.FULL, true, false, false, kept);
    }

    @Override
    public StoreIdentity identity() {
        return store.identity();
    }

    @Override
    public InstantSource clock() {
        return store.options().common().clock();
    }

    @Override
    public TaskIntake intake() {
        return intake;
    }

    @Override
    public TaskLeasing leasing() {
        return leasing;
    }

    @Override
    public TaskControl control() {
        return control;
    }

    @Override
    public TaskInspection inspection() {
        return inspection;
    }

    @Override
    public TaskHousekeeping housekeeping() {
        return housekeeping;
    }

    @Override
    public TaskLog log() {
        return log;
    }

    @Override
    public Wakeups wakeups() {
        return store.wakeups();
    }

    @Override
    public RecordStore records() {
        return records;
    }

    @Override
    public TaskTransfer transfer() {
        return transfer;
    }

    @Override
    public BackendCare care() {
        return care;
    }

    @Override
    public NodeAllotment nodes() {
        return nodes;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            store.close(farewell);
            afterClosing.run();
        }
    }
}
