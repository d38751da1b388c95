package dev.taskport.adapter.inmemory;

import dev.taskport.domain.ErrorCode;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.BackendProvider;
import dev.taskport.port.PersistenceBackend;
import java.util.TreeSet;

/** Opens {@code memory:}. Each opening makes a store of its own, so there is never one that exists before. */
public final class InMemoryBackendProvider implements BackendProvider {

    @Override
    public String scheme() {
        return InMemoryPersistenceBackend.SCHEME;
    }

    @Override
    public Probe probe(BackendAddress address, BackendOptions options) {
        requireSense(address, options);
        return new Probe(false, 0, "A memory store begins empty when it is opened and ends with its process.");
    }

    @Override
    public PersistenceBackend open(BackendAddress address, BackendOptions options, OpenMode mode) {
        requireSense(address, options);
        if (mode != OpenMode.CREATE) {
            throw ErrorCode.NOT_FOUND.error("There is no memory store to open: each begins empty when it is opened."
                    + " Nothing was created. Open it with CREATE, or name a durable store.");
        }
        return new InMemoryPersistenceBackend(options);
    }

    private static void requireSense(BackendAddress address, BackendOptions options) {
        if (!address.location().isEmpty()) {
            throw ErrorCode.INVALID_REQUEST.error("A memory store has no location, but the address " + address
                    + " names one. Nothing was opened. Write memory: alone.");
        }
        TreeSet<String> unknown = new TreeSet<>(address.options().keySet());
        unknown.addAll(options.values().keySet());
        if (!unknown.isEmpty()) {
            throw ErrorCode.INVALID_REQUEST.error(
                    "A memory store has no option " + unknown + ". Nothing was opened. Remove it from the address.");
        }
    }
}
