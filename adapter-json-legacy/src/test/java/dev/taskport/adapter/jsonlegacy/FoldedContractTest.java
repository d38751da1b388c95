package dev.taskport.adapter.jsonlegacy;

import dev.taskport.contract.BackendFixture;
import dev.taskport.contract.Bench;
import dev.taskport.contract.RecordStoreContract;
import dev.taskport.contract.ReopenContract;
import dev.taskport.contract.TaskTransferContract;
import dev.taskport.contract.model.ModelTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The same store when every write is folded into the file at once: what the file tells is all that is there. */
class FoldedContractTest implements RecordStoreContract, TaskTransferContract, ReopenContract {

    @Override
    public BackendFixture newFixture() {
        return JsonLegacyFixture.create(Map.of("journal-limit", "1"));
    }

    @Test
    @EnabledIfSystemProperty(
            named = "taskport.long",
            matches = "true",
            disabledReason = "a file written anew at every step takes minutes: -Dtaskport.long=true")
    void the_model_agrees_when_every_write_is_folded() {
        new ModelTest(() -> Bench.open(this::newFixture)).run("json, always folded");
    }
}
