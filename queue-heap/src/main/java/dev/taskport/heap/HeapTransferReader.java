package dev.taskport.heap;

import dev.taskport.domain.Task;
import dev.taskport.domain.Workspace;
import dev.taskport.port.RecordKey;
import dev.taskport.port.RequestChecks;
import dev.taskport.port.StoredRecord;
import dev.taskport.port.TaskTransfer;
import dev.taskport.port.TransferItem;
import dev.taskport.port.TransferItem.Position;
import dev.taskport.port.TransferReader;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A copy of the store, made in one go when the reader is opened: tasks are immutable, so it is a list of references. */
final class HeapTransferReader implements TransferReader {

    private static final Comparator<Position> BY_POSITION =
            Comparator.comparingInt(Position::section).thenComparing(Position::key, CodePointOrder.INSTANCE);
    private static final Position SETTINGS = new Position(0, "");

    private final HeapStore store;
    private final long changes;
    private final NavigableMap<Position, TransferItem> items = new TreeMap<>(BY_POSITION);

    private HeapTransferReader(HeapStore store) {
        this.store = store;
        this.changes = store.changes();
    }

    static HeapTransferReader open(HeapStore store) {
        return store.read(() -> {
            HeapTransferReader reader = new HeapTransferReader(store);
            reader.copy(store.moment().now());
            return reader;
        });
    }

    private void copy(Instant now) {
        add(settings());
        store.tasks().all().forEach(entry -> add(item(entry.task())));
        store.records().all().stream()
                .filter(kept -> RecordTable.live(kept, now))
                .filter(kept -> !kept.key().collection().startsWith(TaskTransfer.RUNTIME_PREFIX))
                .forEach(kept -> add(item(kept)));
    }

    private void add(TransferItem item) {
        items.put(item.position(), item);
    }

    private TransferItem settings() {
        return new TransferItem.Settings(SETTINGS, store.pauses().all(), new HeapContents(store).lanes());
    }

    private TransferItem item(Task task) {
        return new TransferItem.TaskItem(
                new Position(1, task.id().toString()), task, store.logs().lines(task.id(), 0, Integer.MAX_VALUE));
    }

    private static TransferItem item(StoredRecord kept) {
        RecordKey key = kept.key();
        Workspace workspace = key.workspace();
        // A line feed stands in none of the three.
        return new TransferItem.RecordItem(
                new Position(2, workspace + "\n" + key.collection() + "\n" + key.path()), kept);
    }

    @Override
    public List<TransferItem> next(@Nullable Position after, int limit) {
        RequestChecks.requireItemPage(limit);
        NavigableMap<Position, TransferItem> rest = after == null ? items : items.tailMap(after, false);
        return rest.values().stream().limit(limit).toList();
    }

    @Override
    public boolean importTimesBelongToTasks() {
        return store.importTimesBelongToTasks();
    }

    @Override
    public boolean changedSince() {
        return store.read(() -> store.changes() != changes);
    }

    @Override
    public void close() {
        items.clear();
    }
}
