package dev.taskport.adapter.inmemory;

import dev.taskport.contract.BackendFixture;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.PersistenceBackend;
import java.util.Optional;
import java.util.function.Function;

/** Memory needs no place; each opening is a store of its own. */
record InMemoryFixture(Function<BackendOptions, PersistenceBackend> opening) implements BackendFixture {

    @Override
    public PersistenceBackend open(BackendOptions options) {
        return opening.apply(options);
    }

    @Override
    public Optional<BackendAddress> address() {
        return Optional.empty();
    }

    @Override
    public void close() {
        // A closed memory store leaves nothing behind.
    }
}
