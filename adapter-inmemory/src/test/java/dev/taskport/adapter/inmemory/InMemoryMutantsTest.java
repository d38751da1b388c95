package dev.taskport.adapter.inmemory;

import dev.taskport.contract.BackendFixture;
import dev.taskport.contract.mutants.ModelMutantsContract;
import dev.taskport.contract.mutants.MutantsContract;

class InMemoryMutantsTest implements MutantsContract, ModelMutantsContract {

    @Override
    public BackendFixture newFixture() {
        return new InMemoryFixture(InMemoryPersistenceBackend::new);
    }
}
