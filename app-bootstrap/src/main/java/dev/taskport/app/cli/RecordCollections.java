package dev.taskport.app.cli;

import dev.taskport.app.output.Answer;
import dev.taskport.app.output.Json;
import dev.taskport.app.output.Style;
import dev.taskport.app.output.Table;
import dev.taskport.domain.Workspace;
import dev.taskport.port.TaskTransfer;
import dev.taskport.port.TransferItem;
import dev.taskport.port.TransferReader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The collections of a workspace and how many records each holds; those of running programs aside, which do not move with
 * the store.
 */
record RecordCollections(Map<String, Long> counts) implements Answer {

    private static final int PAGE = 100;

    /** Goes once through a moment of the store: records are asked for by their collection, and nothing lists those. */
    static RecordCollections of(TaskTransfer transfer, Workspace workspace) {
        Map<String, Long> counts = new TreeMap<>();
        try (TransferReader reader = transfer.read()) {
            List<TransferItem> page = reader.next(null, PAGE);
            while (!page.isEmpty()) {
                page.forEach(item -> count(item, workspace, counts));
                page = reader.next(page.get(page.size() - 1).position(), PAGE);
            }
        }
        return new RecordCollections(counts);
    }

    private static void count(TransferItem item, Workspace workspace, Map<String, Long> counts) {
        if (item instanceof TransferItem.RecordItem kept
                && kept.content().key().workspace().equals(workspace)) {
            counts.merge(kept.content().key().collection(), 1L, Long::sum);
        }
    }

    @Override
    public Object json() {
        return Json.object(
                "collections",
                counts.entrySet().stream()
                        .map(entry -> Json.object("collection", entry.getKey(), "records", entry.getValue()))
                        .toList());
    }

    @Override
    public String text(Style style) {
        if (counts.isEmpty()) {
            return "The workspace holds no record.";
        }
        Table table = new Table("COLLECTION", "RECORDS");
        counts.forEach((collection, records) -> table.row(style.bold(collection), records));
        return table.text(style);
    }
}
