package dev.taskport.contract.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.taskport.contract.BackendContract;
import dev.taskport.contract.Bench;
import dev.taskport.contract.model.ModelTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The model test is shown red in the same way, and tells how to see it again; only for stores that are opened in no time. */
public interface ModelMutantsContract extends BackendContract {

    @ParameterizedTest
    @EnumSource
    default void the_model_test_tells_seed_and_shortest_story_of_the_mutant_it_kills(Mutation mutation) {
        ModelTest model = new ModelTest(() -> Bench.open(() -> new MutantFixture(mutation, newFixture())));
        assertThatExceptionOfType(AssertionError.class)
                .as(mutation.defect())
                .isThrownBy(() -> model.run(mutation.name()))
                .satisfies(error -> {
                    String story = String.valueOf(error.getMessage());
                    System.out.println("killed " + story.lines().findFirst().orElse(""));
                    assertThat(story).contains("-Dtaskport.seed=", "It takes ");
                    assertThat(story.lines()).as("the shortest story").hasSizeLessThan(40);
                });
    }
}
