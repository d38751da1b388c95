package dev.taskport.adapter.jsonlegacy;

import dev.taskport.heap.HeapBackend;
import dev.taskport.heap.HeapStore;
import dev.taskport.port.BackendCare;
import dev.taskport.port.BackendProfile;
import dev.taskport.port.TaskTransfer;
import dev.taskport.port.TransferAnswer;
import dev.taskport.port.TransferItem;
import dev.taskport.port.TransferReader;
import java.util.List;

/**
 * A queue file as it was when it was opened, as a store that can be looked at and moved elsewhere. Everything that would
 * change it is UNSUPPORTED. Safe for use by several threads.
 */
final class JsonGuestBackend extends HeapBackend {

    private final JsonView view;

    JsonGuestBackend(HeapStore store, JsonView view) {
        super(store);
        this.view = view;
    }

    @Override
    public BackendProfile profile() {
        return JsonLegacyPersistenceBackend.profile(store());
    }

    @Override
    public TaskTransfer transfer() {
        return new Transfer(super.transfer());
    }

    @Override
    public BackendCare care() {
        return new JsonGuestCare(store(), view);
    }

    private final class Transfer implements TaskTransfer {

        private final TaskTransfer heap;

        Transfer(TaskTransfer heap) {
            this.heap = heap;
        }

        @Override
        public TransferReader read() {
            return new JsonGuestReader(heap.read(), view);
        }

        @Override
        public List<TransferAnswer> apply(List<TransferItem> items) {
            return heap.apply(items);
        }
    }
}
