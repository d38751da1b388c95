package dev.taskport.heap;

import dev.taskport.heap.HeapContent.KeptTask;
import dev.taskport.port.TransferItem.VirtualTime;
import java.util.List;

/** Copies what is in the tables: what they hold is immutable, so these are lists of references. */
record HeapContents(HeapStore store) {

    HeapContent all() {
        return new HeapContent(
                store.tasks().all().map(this::kept).toList(),
                List.copyOf(store.records().all()),
                store.pauses().all(),
                List.copyOf(store.nodes().all()),
                lanes());
    }

    private KeptTask kept(Entry entry) {
        return new KeptTask(entry.task(), entry.ticketOrNull(), store.log(entry.id()));
    }

    List<VirtualTime> lanes() {
        return store.tasks().lanes().all().stream()
                .filter(queue -> queue.virtualTime() > 0)
                .map(queue -> new VirtualTime(queue.lane(), queue.virtualTime()))
                .toList();
    }
}
