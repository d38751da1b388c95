package dev.taskport.adapter.inmemory;

import dev.taskport.contract.BackendFixture;
import dev.taskport.contract.PersistenceBackendContract;

class InMemoryContractTest implements PersistenceBackendContract {

    @Override
    public BackendFixture newFixture() {
        return new InMemoryFixture(InMemoryPersistenceBackend::new);
    }
}
