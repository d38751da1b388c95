package dev.taskport.adapter.jsonlegacy;

import dev.taskport.contract.BackendFixture;
import dev.taskport.contract.PersistenceBackendContract;
import dev.taskport.contract.ReopenContract;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.BackendProvider.OpenMode;
import dev.taskport.port.PersistenceBackend;
import java.nio.file.Path;
import java.util.Map;

class JsonLegacyContractTest implements PersistenceBackendContract, ReopenContract {

    @Override
    public BackendFixture newFixture() {
        return JsonLegacyFixture.create(Map.of());
    }

    @Override
    public PersistenceBackend openBackup(Path backup) {
        BackendAddress address = new BackendAddress(JsonLegacyBackendProvider.SCHEME, backup.toString(), Map.of());
        return new JsonLegacyBackendProvider().open(address, BackendOptions.defaults(), OpenMode.READ_ONLY);
    }
}
