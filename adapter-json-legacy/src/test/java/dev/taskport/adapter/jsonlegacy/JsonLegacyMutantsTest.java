package dev.taskport.adapter.jsonlegacy;

import dev.taskport.contract.BackendFixture;
import dev.taskport.contract.mutants.MutantsContract;
import java.util.Map;

class JsonLegacyMutantsTest implements MutantsContract {

    @Override
    public BackendFixture newFixture() {
        return JsonLegacyFixture.create(Map.of());
    }
}
