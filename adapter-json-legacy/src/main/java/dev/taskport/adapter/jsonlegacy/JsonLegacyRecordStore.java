package dev.taskport.adapter.jsonlegacy;

import dev.taskport.domain.JsonText;
import dev.taskport.domain.Lineage;
import dev.taskport.domain.Workspace;
import dev.taskport.port.RecordKey;
import dev.taskport.port.RecordStore;
import dev.taskport.port.RecordWrite;
import dev.taskport.port.StoredRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a file holds beside its tasks, kept so that nothing is lost on the way: {@code LINEAGE/document} says which fields
 * the file has in which order, {@code LINEAGE/root/FIELD} is a field's value, letter for letter.
 */
final class JsonLegacyRecordStore implements RecordStore {

    static final String COLLECTION = "legacy.meridian";

    /** A file that Taskport does not write has each record in its first version. */
    private static final long VERSION = 1;

    private final TreeMap<String, StoredRecord> byPath = new TreeMap<>();
    private final LegacyDocument document;

    JsonLegacyRecordStore(LegacyDocument document, Lineage lineage, Instant readAt) {
        this.document = document;
        put(lineage + "/document", described(document), readAt);
        document.rootFields().forEach((name, value) -> put(lineage + "/root/" + encoded(name), value, readAt));
    }

    private void put(String path, String json, Instant readAt) {
        RecordKey key = new RecordKey(JsonLegacyTasks.WORKSPACE, COLLECTION, path);
        byPath.put(path, new StoredRecord(key, JsonText.of(json), VERSION, readAt, null));
    }

    private static String described(LegacyDocument document) {
        return document.fieldOrder().stream()
                .map(JsonSlices::quoted)
                .collect(Collectors.joining(",", "{\"fields\":[", "],\"sha256\":\"" + document.sha256() + "\"}"));
    }

    /** A field's name as part of a path: what has a meaning there, or must not be there, as in an address of the web. */
    private static String encoded(String name) {
        StringBuilder encoded = new StringBuilder();
        name.codePoints().forEach(c -> {
            if (c == '/' || c == '%' || Character.isISOControl(c)) {
                String letter = Character.toString(c);
                for (byte b : letter.getBytes(StandardCharsets.UTF_8)) {
                    encoded.append(String.format("%%%02X", b));
                }
            } else {
                encoded.appendCodePoint(c);
            }
        });
        return encoded.isEmpty() ? "%" : encoded.toString();
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
