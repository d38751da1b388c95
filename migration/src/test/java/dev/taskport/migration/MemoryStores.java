package dev.taskport.migration;

import dev.taskport.adapter.inmemory.InMemoryBackendProvider;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.BackendProvider.OpenMode;
import dev.taskport.port.BackendProvider.Probe;
import dev.taskport.port.PersistenceBackend;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Memory stores that stay when they are closed, by location: {@code memory:NAME}. Everything else is opened as installed.
 */
final class MemoryStores implements Stores {

    private final Map<String, PersistenceBackend> byName = new HashMap<>();
    private final Map<String, UnaryOperator<PersistenceBackend>> wrappings = new HashMap<>();
    private final BackendOptions options;

    MemoryStores(BackendOptions options) {
        this.options = options;
    }

    static BackendAddress address(String name) {
        return BackendAddress.parse("memory:" + name);
    }

    /** The store itself, created if it was not there. */
    PersistenceBackend store(String name) {
        return byName.computeIfAbsent(
                name,
                it -> new InMemoryBackendProvider().open(BackendAddress.parse("memory:"), options, OpenMode.CREATE));
    }

    void forget(String name) {
        byName.remove(name);
    }

    /** What is opened under that name from now on is wrapped. */
    void wrap(String name, UnaryOperator<PersistenceBackend> wrapping) {
        wrappings.put(name, wrapping);
    }

    boolean holds(String name) {
        return byName.containsKey(name);
    }

    @Override
    public Probe probe(BackendAddress address, BackendOptions given) {
        return address.scheme().equals("memory")
                ? new Probe(holds(address.location()), 0, "")
                : Stores.installed().probe(address, given);
    }

    @Override
    public PersistenceBackend open(BackendAddress address, BackendOptions given, OpenMode mode) {
        if (!address.scheme().equals("memory")) {
            return Stores.installed().open(address, given, mode);
        }
        if (mode != OpenMode.CREATE && !holds(address.location())) {
            throw new AssertionError("opened before it was created: " + address);
        }
        PersistenceBackend store = store(address.location());
        return unclosed(wrappings.getOrDefault(address.location(), it -> it).apply(store));
    }

    private static PersistenceBackend unclosed(PersistenceBackend store) {
        return new DelegatingBackend(store) {
            @Override
            public void close() {
                // The store outlives its users here.
            }
        };
    }
}
