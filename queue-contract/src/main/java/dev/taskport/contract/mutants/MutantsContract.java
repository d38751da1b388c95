package dev.taskport.contract.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.contract.BackendContract;
import dev.taskport.contract.Bench;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The contract is shown red: of every backend that an adapter's own is turned into by breaking one thing on purpose, it must
 * notice, by a test of the very rule that is broken. A survivor fails the build.
 */
public interface MutantsContract extends BackendContract {

    @ParameterizedTest
    @EnumSource
    default void the_contract_kills_the_mutant(Mutation mutation) {
        String store = nameOfStore();
        Set<String> killers = MutantSubject.failing(mutation, this::newFixture);
        System.out.printf(
                "killed %s of %s (%s) by %s%n", mutation, store, mutation.defect(), String.join(", ", killers));
        assertThat(killers).as("tests that noticed that %s", mutation.defect()).isNotEmpty();
    }

    private String nameOfStore() {
        try (Bench bench = Bench.open(this::newFixture)) {
            return bench.backend().profile().name();
        }
    }
}
