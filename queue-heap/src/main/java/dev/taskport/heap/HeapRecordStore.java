package dev.taskport.heap;

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

final class HeapRecordStore implements RecordStore {

    private final HeapStore store;

    HeapRecordStore(HeapStore store) {
        this.store = store;
    }

    @Override
    public Optional<StoredRecord> get(RecordKey key) {
        return store.read(() -> store.records().live(key, store.moment().now()));
    }

    @Override
    public List<StoredRecord> list(
            Workspace workspace, String collection, String prefix, @Nullable String after, int limit) {
        RequestChecks.requireRecordPage(limit);
        return store.read(() -> {
            Instant now = store.moment().now();
            return store.records()
                    .within(workspace, collection, prefix, after)
                    .filter(kept -> RecordTable.live(kept, now))
                    .limit(limit)
                    .toList();
        });
    }

    @Override
    public Optional<RecordKey> write(List<RecordWrite> writes) {
        RequestChecks.requireRecordWrites(writes);
        return store.write(() -> {
            Instant now = store.moment().now();
            Optional<RecordKey> refused = firstUnexpected(writes, now);
            if (refused.isPresent()) {
                store.takeBack();
            }
            return refused;
        });
    }

    /** Writes up to the first unexpected version. */
    private Optional<RecordKey> firstUnexpected(List<RecordWrite> writes, Instant now) {
        for (RecordWrite write : writes) {
            if (!write(write, now)) {
                return Optional.of(write.key());
            }
        }
        return Optional.empty();
    }

    private boolean write(RecordWrite write, Instant now) {
        if (write instanceof RecordWrite.Put put) {
            return expected(put.key(), put.expectedVersion(), now) && put(put, now);
        }
        RecordWrite.Delete delete = (RecordWrite.Delete) write;
        return expected(delete.key(), delete.expectedVersion(), now) && delete(delete.key());
    }

    private boolean expected(RecordKey key, @Nullable Long version, Instant now) {
        long stored = store.records().live(key, now).map(StoredRecord::version).orElse(0L);
        return version == null || version == stored;
    }

    private boolean put(RecordWrite.Put put, Instant now) {
        // An expired record that still lies there lends its version: a version must not mean two contents.
        long version =
                store.records().kept(put.key()).map(StoredRecord::version).orElse(0L) + 1;
        Instant expiresAt = put.expiresAfter() == null ? null : Micros.truncate(now.plus(put.expiresAfter()));
        store.records().put(new StoredRecord(put.key(), put.content(), version, Micros.truncate(now), expiresAt));
        changed(put.key());
        return true;
    }

    private boolean delete(RecordKey key) {
        store.records().within(key.workspace(), key.collection(), key.path(), null).toList().stream()
                .forEach(store.records()::remove);
        changed(key);
        return true;
    }

    private void changed(RecordKey key) {
        if (!key.collection().startsWith(TaskTransfer.RUNTIME_PREFIX)) {
            store.changed();
        }
    }
}
