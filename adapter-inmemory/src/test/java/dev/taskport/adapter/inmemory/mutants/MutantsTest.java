package dev.taskport.adapter.inmemory.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.taskport.adapter.inmemory.InMemoryPersistenceBackend;
import dev.taskport.contract.Bench;
import dev.taskport.contract.model.ModelTest;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.PersistenceBackend;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The contract is shown red: it must fail against every backend that is broken on purpose. */
class MutantsTest {

    private static final List<Function<BackendOptions, Mutant>> MUTANTS = List.of(
            EpochDroppedFromSettle::new,
            EpochDroppedFromRenew::new,
            EpochDroppedFromProgress::new,
            EpochDroppedFromLog::new,
            RescueById::new,
            EpochResetOnRelease::new,
            CommitPerRow::new,
            TiesByTime::new,
            UnblockingLost::new,
            LeaseLostToARepeat::new,
            ConflictOverwritten::new,
            DeliveryNotCounted::new);

    static Stream<Function<BackendOptions, Mutant>> mutants() {
        return MUTANTS.stream();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void the_contract_kills_the_mutant(Function<BackendOptions, Mutant> opening) {
        Mutant mutant = opening.apply(BackendOptions.defaults());
        String name = mutant.getClass().getSimpleName();

        Map<String, Throwable> killers = failures(opening::apply);

        System.out.printf("killed %s (%s) by %s%n", name, mutant.defect(), String.join(", ", killers.keySet()));
        assertThat(killers.keySet())
                .as("tests that noticed that %s", mutant.defect())
                .anyMatch(test -> test.matches("(.*_)?" + mutant.rule() + "_.*"));
    }

    @Test
    void the_contract_passes_the_backend_that_the_mutants_are_made_from() {
        assertThat(failures(InMemoryPersistenceBackend::new)).isEmpty();
    }

    @Test
    void the_model_test_tells_seed_and_shortest_story_of_what_it_kills() {
        for (Function<BackendOptions, Mutant> opening : MUTANTS) {
            MutantSubject.putUnderTest(opening::apply);
            String name = opening.apply(BackendOptions.defaults()).getClass().getSimpleName();
            ModelTest model = new ModelTest(() -> Bench.open(new MutantSubject()::newFixture));
            assertThatExceptionOfType(AssertionError.class)
                    .as(name)
                    .isThrownBy(() -> model.run(name))
                    .satisfies(error -> {
                        String story = String.valueOf(error.getMessage());
                        System.out.println("killed " + story.lines().findFirst().orElse(""));
                        assertThat(story).contains("-Dtaskport.seed=", "It takes ");
                        assertThat(story.lines()).as("the shortest story").hasSizeLessThan(40);
                    });
        }
    }

    /** The contract's tests that fail against a backend, by name. */
    private static Map<String, Throwable> failures(Function<BackendOptions, PersistenceBackend> opening) {
        MutantSubject.putUnderTest(opening);
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(MutantSubject.class))
                .filters(TagFilter.excludeTags("model"))
                .build();
        Failures failures = new Failures();
        LauncherFactory.create().execute(request, failures);
        assertThat(failures.run).as("tests of the contract that were run").isGreaterThan(150);
        return failures.byTest;
    }

    private static final class Failures implements TestExecutionListener {
        private final Map<String, Throwable> byTest = new TreeMap<>();
        private int run;

        @Override
        public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
            run += test.isTest() ? 1 : 0;
            result.getThrowable().ifPresent(cause -> byTest.put(test.getDisplayName(), cause));
        }
    }
}
