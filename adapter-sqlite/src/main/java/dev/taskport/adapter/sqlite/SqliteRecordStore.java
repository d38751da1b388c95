package dev.taskport.adapter.sqlite;

import dev.taskport.domain.Micros;
import dev.taskport.domain.Workspace;
import dev.taskport.port.RecordKey;
import dev.taskport.port.RecordStore;
import dev.taskport.port.RecordWrite;
import dev.taskport.port.RequestChecks;
import dev.taskport.port.StoredRecord;
import dev.taskport.port.TaskTransfer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class SqliteRecordStore implements RecordStore {

    private final SqliteStore store;

    SqliteRecordStore(SqliteStore store) {
        this.store = store;
    }

    @Override
    public Optional<StoredRecord> get(RecordKey key) {
        Instant now = store.now();
        return store.read(session -> find(session.records(), key).filter(kept -> live(kept, now)));
    }

    @Override
    public List<StoredRecord> list(
            Workspace workspace, String collection, String prefix, @Nullable String after, int limit) {
        RequestChecks.requireRecordPage(limit);
        String behind = after == null ? "" : after;
        long now = Micros.of(store.now());
        return store.read(session -> prefix.isEmpty()
                ? session.records().all(workspace.value(), collection, behind, now, limit)
                : session.records().within(workspace.value(), collection, prefix, behind, now, limit));
    }

    @Override
    public Optional<RecordKey> write(List<RecordWrite> writes) {
        RequestChecks.requireRecordWrites(writes);
        try {
            return store.write(transaction -> {
                Instant now = transaction.moment().now();
                writes.forEach(write -> write(write, now, transaction));
                return Optional.empty();
            });
        } catch (Unexpected e) {
            return Optional.of(e.key);
        }
    }

    /** Takes the transaction back; not an error but an answer, so it carries no stack. */
    private static final class Unexpected extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient RecordKey key;

        Unexpected(RecordKey key) {
            super("The version is not as expected", null, false, false);
            this.key = key;
        }
    }

    private static void write(RecordWrite write, Instant now, SqliteTransaction transaction) {
        RecordSql sql = transaction.session().records();
        if (write instanceof RecordWrite.Put put) {
            put(put, now, sql);
        } else if (write instanceof RecordWrite.Delete delete) {
            delete(delete, now, sql);
        }
        if (!write.key().collection().startsWith(TaskTransfer.RUNTIME_PREFIX)) {
            transaction.changed();
        }
    }

    private static void put(RecordWrite.Put put, Instant now, RecordSql sql) {
        Optional<StoredRecord> kept = find(sql, put.key());
        requireExpected(put.key(), put.expectedVersion(), kept, now);
        // An expired record that still lies there lends its version: a version must not mean two contents.
        long version = kept.map(StoredRecord::version).orElse(0L) + 1;
        Instant expiresAt = put.expiresAfter() == null ? null : now.plus(put.expiresAfter());
        write(sql, new StoredRecord(put.key(), put.content(), version, now, expiresAt));
    }

    private static void delete(RecordWrite.Delete delete, Instant now, RecordSql sql) {
        RecordKey key = delete.key();
        requireExpected(key, delete.expectedVersion(), find(sql, key), now);
        sql.delete(key.workspace().value(), key.collection(), key.path());
    }

    private static void requireExpected(
            RecordKey key, @Nullable Long version, Optional<StoredRecord> kept, Instant now) {
        long stored = kept.filter(found -> live(found, now))
                .map(StoredRecord::version)
                .orElse(0L);
        if (version != null && version != stored) {
            throw new Unexpected(key);
        }
    }

    static Optional<StoredRecord> find(RecordSql sql, RecordKey key) {
        return sql.find(key.workspace().value(), key.collection(), key.path());
    }

    static void write(RecordSql sql, StoredRecord stored) {
        RecordKey key = stored.key();
        sql.put(
                key.workspace().value(),
                key.collection(),
                key.path(),
                stored.content().text(),
                stored.version(),
                Micros.of(stored.updatedAt()),
                Micros.ofNullable(stored.expiresAt()));
    }

    private static boolean live(StoredRecord kept, Instant now) {
        return kept.expiresAt() == null || kept.expiresAt().isAfter(now);
    }
}
