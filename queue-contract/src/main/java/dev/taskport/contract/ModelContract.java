package dev.taskport.contract;

import dev.taskport.contract.model.ModelTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The backend and the simplest queue that could be right answer the same to random operations. */
public interface ModelContract extends BackendContract {

    @Test
    @Tag("model")
    default void P1_P2_the_store_and_the_model_agree_over_random_operations(Bench bench) {
        new ModelTest(() -> Bench.open(this::newFixture))
                .run(bench.backend().profile().name());
    }
}
