package dev.taskport.adapter.sqlite;

import dev.taskport.contract.BackendFixture;
import dev.taskport.contract.PersistenceBackendContract;
import dev.taskport.contract.ProcessContract;
import dev.taskport.contract.ReopenContract;
import dev.taskport.contract.SharedStoreContract;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.BackendProvider.OpenMode;
import dev.taskport.port.PersistenceBackend;
import java.nio.file.Path;
import java.util.Map;

class SqliteContractTest implements PersistenceBackendContract, ReopenContract, SharedStoreContract, ProcessContract {

    @Override
    public BackendFixture newFixture() {
        return SqliteFixture.create();
    }

    @Override
    public PersistenceBackend openBackup(Path backup) {
        BackendAddress address = new BackendAddress(SqlitePersistenceBackend.SCHEME, backup.toString(), Map.of());
        return new SqliteBackendProvider().open(address, BackendOptions.defaults(), OpenMode.MUST_EXIST);
    }
}
