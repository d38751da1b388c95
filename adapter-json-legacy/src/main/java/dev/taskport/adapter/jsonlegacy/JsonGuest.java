package dev.taskport.adapter.jsonlegacy;

import dev.taskport.domain.ErrorCode;
import dev.taskport.heap.HeapChange;
import dev.taskport.heap.HeapGrowth;
import dev.taskport.heap.HeapKeeper;
import dev.taskport.heap.HeapStore;
import java.nio.file.Path;

/** Refuses every write, because the file was opened for reading only. */
record JsonGuest(Path file) implements HeapKeeper {

    @Override
    public void begin(HeapStore store) {
        throw ErrorCode.UNSUPPORTED.error(
                file + " was opened for reading only. Nothing was changed. Open it for work, or migrate its tasks to"
                        + " another store and work there.");
    }

    @Override
    public void admit(HeapGrowth growth) {
        throw new IllegalStateException("No write begins");
    }

    @Override
    public void keep(HeapStore store, HeapChange change) {
        throw new IllegalStateException("No write begins");
    }
}
