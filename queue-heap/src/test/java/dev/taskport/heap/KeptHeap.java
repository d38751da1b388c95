package dev.taskport.heap;

import dev.taskport.contract.BackendFixture;
import dev.taskport.domain.Lineage;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendCare;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.BackendProfile;
import dev.taskport.port.PersistenceBackend;
import dev.taskport.port.StoreIdentity;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A store in the heap whose keeper outlives it. */
final class KeptHeap implements BackendFixture {

    private final RememberingKeeper keeper = new RememberingKeeper();
    private @Nullable StoreIdentity identity;

    @Override
    public PersistenceBackend open(BackendOptions options) {
        StoreIdentity known = identity == null ? new StoreIdentity(Lineage.random(options.random()), 1) : identity;
        identity = known;
        return new Backend(HeapStore.kept(
                options, known, keeper.content(), keeper, "The kept heap is closed. Nothing was done. Open it again."));
    }

    @Override
    public Optional<BackendAddress> address() {
        return Optional.empty();
    }

    @Override
    public void close() {
        // Nothing is left of it but objects.
    }

    private static final class Backend extends HeapBackend {

        Backend(HeapStore store) {
            super(store);
        }

        @Override
        public BackendProfile profile() {
            return new BackendProfile(
                    "kept heap",
                    true,
                    false,
                    false,
                    false,
                    false,
                    store().options().strategies());
        }

        @Override
        public BackendCare care() {
            HeapCare tables = new HeapCare(store());
            return new BackendCare() {
                @Override
                public List<Check> check() {
                    return tables.check();
                }

                @Override
                public long backup(Path target) {
                    tables.requireOpen();
                    throw new AssertionError("Not under test");
                }

                @Override
                public long size() {
                    return tables.bytes();
                }
            };
        }
    }
}
