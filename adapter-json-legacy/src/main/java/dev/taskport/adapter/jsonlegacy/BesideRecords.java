package dev.taskport.adapter.jsonlegacy;

import dev.taskport.domain.JsonText;
import dev.taskport.domain.TaskId;
import dev.taskport.heap.HeapContent;
import dev.taskport.heap.HeapStore;
import dev.taskport.port.RecordKey;
import dev.taskport.port.StoredRecord;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the old program wrote into a task's record and no task can tell: its own fields in the record of a task that was born
 * here, and the word by which it took a task. It is kept among the records of the store, under {@code beside/ID}, and stands
 * in the file again.
 */
final class BesideRecords {

    private static final String PREFIX = "beside/";

    private BesideRecords() {}

    static Map<TaskId, Map<String, String>> of(HeapContent content) {
        Map<TaskId, Map<String, String>> beside = new HashMap<>();
        content.records().stream()
                .filter(LegacyRootRecords::isOne)
                .forEach(kept -> task(kept.key()).ifPresent(task -> beside.put(task, fields(kept))));
        return beside;
    }

    /** Keeps these fields, or nothing if there are none. */
    static void put(HeapStore store, HeapContent content, TaskId task, Map<String, String> fields) {
        RecordKey key = key(task);
        if (fields.isEmpty()) {
            store.remove(key);
            return;
        }
        long before = content.records().stream()
                .filter(kept -> kept.key().equals(key))
                .mapToLong(StoredRecord::version)
                .findFirst()
                .orElse(0);
        JsonText text = JsonText.stored(TaskFields.object(fields));
        store.put(new StoredRecord(key, text, before + 1, store.moment().now(), null));
    }

    private static RecordKey key(TaskId task) {
        return new RecordKey(LegacyTasks.WORKSPACE, LegacyRootRecords.COLLECTION, PREFIX + task);
    }

    private static Optional<TaskId> task(RecordKey key) {
        String id = key.path().startsWith(PREFIX) ? key.path().substring(PREFIX.length()) : "";
        return TaskId.looksLike(id) ? Optional.of(TaskId.parse(id)) : Optional.empty();
    }

    /** What somebody else has put there counts only as far as it could stand in a queue file. */
    private static Map<String, String> fields(StoredRecord kept) {
        Map<String, String> fields = new LinkedHashMap<>();
        String text = kept.content().text();
        if (text.startsWith("{") && JsonSlices.isStrict(text)) {
            JsonSlices.fields(text).forEach((name, value) -> fields.put(name, value.text()));
        }
        return fields;
    }
}
