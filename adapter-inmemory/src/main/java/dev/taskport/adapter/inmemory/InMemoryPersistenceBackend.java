package dev.taskport.adapter.inmemory;

import dev.taskport.domain.Lineage;
import dev.taskport.heap.HeapBackend;
import dev.taskport.heap.HeapStore;
import dev.taskport.port.BackendCare;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.BackendProfile;
import dev.taskport.port.StoreIdentity;

/**
 * A store in memory. Its tasks live as long as this object is open. Safe for use by several threads of one process; two
 * objects are two stores.
 */
public final class InMemoryPersistenceBackend extends HeapBackend {

    /** The scheme of its addresses. */
    public static final String SCHEME = "memory";

    private static final long FIRST_GENERATION = 1;

    private final BackendCare care;

    /** An empty store. */
    public InMemoryPersistenceBackend(BackendOptions options) {
        super(HeapStore.forgetful(
                options,
                new StoreIdentity(Lineage.random(options.random()), FIRST_GENERATION),
                "The memory store is closed. Nothing was done, and its tasks are gone with it."
                        + " Open a store, or do not close this one while it is in use."));
        care = new InMemoryBackendCare(store());
    }

    @Override
    public BackendProfile profile() {
        return new BackendProfile(
                SCHEME, false, false, false, false, false, store().options().strategies());
    }

    @Override
    public BackendCare care() {
        return care;
    }
}
