package dev.taskport.contract.mutants;

import dev.taskport.contract.BackendFixture;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.PersistenceBackend;
import java.util.Optional;

/** Opens a sound store and breaks it. */
record MutantFixture(Mutation mutation, BackendFixture sound) implements BackendFixture {

    @Override
    public PersistenceBackend open(BackendOptions options) {
        return mutation.of(sound.open(options));
    }

    @Override
    public Optional<BackendAddress> address() {
        return sound.address();
    }

    @Override
    public void close() {
        sound.close();
    }
}
