package dev.taskport.adapter.inmemory;

import dev.taskport.domain.ErrorCode;
import dev.taskport.heap.HeapCare;
import dev.taskport.heap.HeapStore;
import dev.taskport.port.BackendCare;
import java.nio.file.Path;
import java.util.List;

final class InMemoryBackendCare implements BackendCare {

    private final HeapCare tables;

    InMemoryBackendCare(HeapStore store) {
        this.tables = new HeapCare(store);
    }

    @Override
    public List<Check> check() {
        return tables.check();
    }

    @Override
    public long backup(Path target) {
        tables.requireOpen();
        throw ErrorCode.UNSUPPORTED.error("A memory store cannot be backed up: its profile says that it is not durable."
                + " Nothing was written to " + target + ". Migrate it to a durable store instead.");
    }

    @Override
    public long size() {
        return tables.bytes();
    }
}
