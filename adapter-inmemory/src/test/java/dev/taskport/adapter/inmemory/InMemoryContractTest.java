package dev.taskport.adapter.inmemory;

import dev.taskport.contract.BackendFixture;
import dev.taskport.contract.PersistenceBackendContract;
import dev.taskport.port.PersistenceBackend;
import java.nio.file.Path;

class InMemoryContractTest implements PersistenceBackendContract {

    @Override
    public BackendFixture newFixture() {
        return new InMemoryFixture(InMemoryPersistenceBackend::new);
    }

    @Override
    public PersistenceBackend openBackup(Path backup) {
        throw new AssertionError("A memory store makes no backups");
    }
}
