package dev.taskport.adapter.jsonlegacy;

import dev.taskport.domain.Lineage;
import dev.taskport.domain.TaskId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Who a queue file is. It carries no number of its own, so it is known by its first record, which stays while records are
 * appended and changed: the same queue, read again or from a copy elsewhere, gives the same ids.
 *
 * <p>The ids ascend in the order of the file. Their time part lies in 2024 and so before that of any task that was
 * enqueued since: first come, first served still holds after the move.
 *
 * @param firstMillis the time part of the first ids
 */
record LegacyIdentity(Lineage lineage, long firstMillis) {

    private static final long RANGE_MILLIS = 366L * 24 * 60 * 60 * 1000;
    private static final int IDS_PER_MILLI = TaskId.COUNTER_MAX + 1;

    static LegacyIdentity of(LegacyDocument document) {
        ByteBuffer hash =
                ByteBuffer.wrap(LegacyText.digest(key(document.records()).getBytes(StandardCharsets.UTF_8)));
        Lineage lineage = new Lineage(hash.getLong());
        return new LegacyIdentity(lineage, TaskId.EPOCH_MILLIS + Math.floorMod(hash.getLong(), RANGE_MILLIS));
    }

    /** The id of the record at that index. Node 0 belongs to ids like these. */
    TaskId id(int index) {
        return TaskId.of(firstMillis + index / IDS_PER_MILLI, 0, index % IDS_PER_MILLI);
    }

    private static String key(List<LegacyTaskJson> records) {
        if (records.isEmpty()) {
            return "no records";
        }
        LegacyTaskJson first = records.get(0);
        Map<String, String> fields = first.isObject() ? first.fields() : Map.of();
        return fields.containsKey("id") ? fields.get("id") + "\n" + fields.get("created_at") : first.source();
    }
}
