package dev.taskport.adapter.jsonlegacy;

import dev.taskport.domain.Lineage;
import dev.taskport.heap.HeapBackend;
import dev.taskport.heap.HeapStore;
import dev.taskport.port.BackendCare;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.BackendProfile;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.StoreIdentity;
import dev.taskport.port.TransferAnswer;
import dev.taskport.port.TransferItem;
import dev.taskport.port.TransferReader;
import java.util.List;
import org.assertj.core.api.Assertions;

/** A store of another kind, which knows nothing of queue files. */
final class OtherStore extends HeapBackend {

    OtherStore(BackendOptions options) {
        super(HeapStore.forgetful(
                options,
                new StoreIdentity(new Lineage(77), 1),
                "The other store is closed. Nothing was done. Open it."));
    }

    @Override
    public BackendProfile profile() {
        return new BackendProfile(
                "other", false, false, false, false, false, store().options().strategies());
    }

    @Override
    public BackendCare care() {
        throw new AssertionError("Not under test");
    }

    /** Moves everything. */
    static void move(PersistenceBackend from, PersistenceBackend to) {
        try (TransferReader reader = from.transfer().read()) {
            TransferItem.Position at = null;
            for (List<TransferItem> items = reader.next(null, 40); !items.isEmpty(); items = reader.next(at, 40)) {
                Assertions.assertThat(to.transfer().apply(items))
                        .isSubsetOf(TransferAnswer.APPLIED, TransferAnswer.NOT_NEWER);
                at = items.get(items.size() - 1).position();
            }
        }
    }
}
