package dev.taskport.adapter.sqlite;

import dev.taskport.contract.BackendFixture;
import dev.taskport.contract.mutants.MutantsContract;

class SqliteMutantsTest implements MutantsContract {

    @Override
    public BackendFixture newFixture() {
        return SqliteFixture.create();
    }
}
