package dev.taskport.adapter.jsonlegacy;

import dev.taskport.domain.Lineage;
import dev.taskport.domain.Workspace;
import dev.taskport.port.RecordKey;
import dev.taskport.port.RecordStore;
import dev.taskport.port.RecordWrite;
import dev.taskport.port.StoredRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a file holds beside its tasks, as {@link LegacyRootRecords} tells it. */
final class JsonLegacyRecordStore implements RecordStore {

    private final TreeMap<String, StoredRecord> byPath = new TreeMap<>();
    private final LegacyDocument document;

    JsonLegacyRecordStore(LegacyDocument document, Lineage lineage, Instant readAt) {
        this.document = document;
        LegacyRootRecords.of(document, lineage, readAt)
                .forEach(stored -> byPath.put(stored.key().path(), stored));
    }

    Collection<StoredRecord> all() {
        return byPath.values();
    }

    @Override
    public Optional<StoredRecord> get(RecordKey key) {
        return Optional.ofNullable(byPath.get(key.path()))
                .filter(stored -> stored.key().equals(key));
    }

    @Override
    public List<StoredRecord> list(
            Workspace workspace, String collection, String prefix, @Nullable String after, int limit) {
        return (after == null ? byPath : byPath.tailMap(after, false))
                .values().stream()
                        .filter(stored -> stored.key().workspace().equals(workspace)
                                && stored.key().collection().equals(collection)
                                && stored.key().within(prefix))
                        .limit(limit)
                        .toList();
    }

    @Override
    public Optional<RecordKey> write(List<RecordWrite> writes) {
        throw new JsonLegacyReadOnly(document.file()).refusal("Writing a record");
    }
}
