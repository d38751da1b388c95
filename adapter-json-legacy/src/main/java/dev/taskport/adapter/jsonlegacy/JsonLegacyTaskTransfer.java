package dev.taskport.adapter.jsonlegacy;

import dev.taskport.port.ForeignReader;
import dev.taskport.port.TaskTransfer;
import dev.taskport.port.TransferAnswer;
import dev.taskport.port.TransferItem;
import dev.taskport.port.TransferItem.Position;
import dev.taskport.port.TransferReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the tasks and records of a file for a move; nothing can be moved into it. */
record JsonLegacyTaskTransfer(
        LegacyDocument document,
        LegacyImport content,
        JsonLegacyRecordStore records,
        JsonLegacyReadOnly readOnly,
        JsonLegacyOptions options)
        implements TaskTransfer {

    private static final int SETTINGS = 0;
    private static final int TASKS = 1;
    private static final int RECORDS = 2;

    @Override
    public TransferReader read() {
        return new Reader(items());
    }

    @Override
    public List<TransferAnswer> apply(List<TransferItem> items) {
        throw readOnly.refusal("Moving tasks in");
    }

    private List<TransferItem> items() {
        List<TransferItem> items = new ArrayList<>();
        items.add(new TransferItem.Settings(new Position(SETTINGS, "0"), Set.of(), List.of()));
        content.tasks().forEach(task -> items.add(new TransferItem.TaskItem(position(TASKS, items), task, List.of())));
        records.all().forEach(stored -> items.add(new TransferItem.RecordItem(position(RECORDS, items), stored)));
        return items;
    }

    /** The key is the item's place among all. */
    private static Position position(int section, List<TransferItem> before) {
        return new Position(section, Integer.toString(before.size()));
    }

    private final class Reader implements ForeignReader {
        private final List<TransferItem> items;

        Reader(List<TransferItem> items) {
            this.items = items;
        }

        @Override
        public List<TransferItem> next(@Nullable Position after, int limit) {
            int from = after == null ? 0 : Integer.parseInt(after.key()) + 1;
            return items.subList(from, Math.min(items.size(), from + limit));
        }

        @Override
        public boolean changedSince() {
            return !LegacyText.sha256(document.file(), options.bytesMax()).equals(document.sha256());
        }

        @Override
        public List<Warning> warnings() {
            return content.warnings();
        }

        @Override
        public List<Reject> rejects() {
            return content.rejects();
        }

        /** Holds nothing but memory. */
        @Override
        public void close() {}
    }
}
