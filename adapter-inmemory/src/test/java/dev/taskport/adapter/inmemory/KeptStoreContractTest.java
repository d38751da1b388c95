package dev.taskport.adapter.inmemory;

import dev.taskport.contract.BackendFixture;
import dev.taskport.contract.ModelContract;
import dev.taskport.contract.ReopenContract;
import dev.taskport.contract.SharedStoreContract;
import dev.taskport.contract.mutants.ForwardingBackend;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.BackendProfile;
import dev.taskport.port.PersistenceBackend;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tries the contracts of reopening and sharing on a memory store that is kept when it is closed, so that they are known to
 * be sound before a durable backend is held to them.
 */
class KeptStoreContractTest implements ReopenContract, SharedStoreContract, ModelContract {

    @Override
    public BackendFixture newFixture() {
        return new KeptStore();
    }

    private static final class KeptStore implements BackendFixture {

        private @Nullable PersistenceBackend kept;

        @Override
        public PersistenceBackend open(BackendOptions options) {
            PersistenceBackend store = kept == null ? new InMemoryPersistenceBackend(options) : kept;
            kept = store;
            return new ForwardingBackend(store) {
                @Override
                public BackendProfile profile() {
                    BackendProfile real = super.profile();
                    return new BackendProfile("kept memory", true, false, true, false, false, real.strategies());
                }

                @Override
                public void close() {
                    // The store goes on, as a file would.
                }
            };
        }

        @Override
        public Optional<BackendAddress> address() {
            return Optional.empty();
        }

        @Override
        public void close() {
            kept = null;
        }
    }
}
