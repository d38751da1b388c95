package dev.taskport.adapter.sqlite;

import dev.taskport.domain.Micros;
import dev.taskport.domain.TaskId;
import dev.taskport.domain.Workspace;
import dev.taskport.port.RecordKey;
import dev.taskport.port.RequestChecks;
import dev.taskport.port.StoredRecord;
import dev.taskport.port.TransferItem;
import dev.taskport.port.TransferItem.Position;
import dev.taskport.port.TransferReader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * Holds one read transaction, on a connection of its own, from opening to closing. The write-ahead log cannot be cleaned up
 * beyond that moment meanwhile.
 */
final class SqliteTransferReader implements TransferReader {

    private static final int SETTINGS = 0;
    private static final int TASKS = 1;
    private static final int RECORDS = 2;
    private static final Position BEGINNING = new Position(SETTINGS, "");
    private static final Position BEFORE_TASKS = new Position(TASKS, "");
    private static final Position BEFORE_RECORDS = new Position(RECORDS, "");
    /** Stands in no workspace, collection or path. */
    private static final String BETWEEN = "\n";

    private static final int KEY_PARTS = 3;

    private final SqliteStore store;
    private final SqlSession session;
    private final long now;
    private final long changes;

    private SqliteTransferReader(SqliteStore store, SqlSession session) {
        this.store = store;
        this.session = session;
        this.now = Micros.of(store.now());
        this.changes = session.store().changes();
    }

    static SqliteTransferReader open(SqliteStore store) {
        return store.readers().run(() -> {
            SqlSession session = store.readers().openAside();
            try {
                session.beginRead();
                // The first read settles which moment is shown.
                return new SqliteTransferReader(store, session);
            } catch (SQLException | JdbiException e) {
                session.close();
                throw store.errors().of(e);
            }
        });
    }

    @Override
    public List<TransferItem> next(@Nullable Position after, int limit) {
        RequestChecks.requireItemPage(limit);
        return ask(asked -> page(after, limit));
    }

    private List<TransferItem> page(@Nullable Position after, int limit) {
        List<TransferItem> page = new ArrayList<>();
        Position seen = after;
        if (seen == null) {
            page.add(settings());
            seen = BEGINNING;
        }
        if (seen.section() <= TASKS && page.size() < limit) {
            tasks(seen.section() == TASKS ? seen : BEFORE_TASKS, limit - page.size(), page);
        }
        if (page.size() < limit) {
            records(seen.section() == RECORDS ? seen : BEFORE_RECORDS, limit - page.size(), page);
        }
        return page;
    }

    private TransferItem settings() {
        List<TransferItem.VirtualTime> virtualTimes = session.transfer().lanesWithVirtualTime().stream()
                .map(row ->
                        new TransferItem.VirtualTime(row.lane(), session.lanes().virtualTime(row.id())))
                .toList();
        return new TransferItem.Settings(BEGINNING, session.store().pauses(), virtualTimes);
    }

    private void tasks(Position after, int limit, List<TransferItem> page) {
        long last = after.key().isEmpty() ? -1 : TaskId.parse(after.key()).value();
        List<TaskId> ids =
                session.transfer().tasks(last, limit).stream().map(TaskId::new).toList();
        for (StoredTask stored : session.reading().load(ids)) {
            TaskId id = stored.task().id();
            page.add(new TransferItem.TaskItem(
                    new Position(TASKS, id.toString()),
                    stored.task(),
                    session.log().read(id.value(), 0, Integer.MAX_VALUE)));
        }
    }

    private void records(Position after, int limit, List<TransferItem> page) {
        String[] last =
                after.key().isEmpty() ? new String[] {"", "", ""} : after.key().split(BETWEEN, KEY_PARTS);
        for (StoredRecord kept : session.transfer().records(last[0], last[1], last[2], now, limit)) {
            page.add(new TransferItem.RecordItem(new Position(RECORDS, key(kept.key())), kept));
        }
    }

    private static String key(RecordKey key) {
        Workspace workspace = key.workspace();
        return workspace + BETWEEN + key.collection() + BETWEEN + key.path();
    }

    @Override
    public boolean changedSince() {
        return store.read(present -> present.store().changes()) != changes;
    }

    private <R> R ask(Function<SqlSession, R> question) {
        return store.readers().run(() -> {
            try {
                R answer = question.apply(session);
                store.readers().requireSameFile();
                return answer;
            } catch (JdbiException e) {
                throw store.errors().of(e);
            }
        });
    }

    @Override
    public void close() {
        store.readers().run(() -> {
            session.close();
            return true;
        });
    }
}
