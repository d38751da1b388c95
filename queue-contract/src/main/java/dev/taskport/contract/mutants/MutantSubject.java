package dev.taskport.contract.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskport.contract.BackendFixture;
import dev.taskport.contract.PersistenceBackendContract;
import dev.taskport.port.PersistenceBackend;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The contract's test class for the backend that was broken last. Run from here only. */
final class MutantSubject implements PersistenceBackendContract {

    private static volatile Supplier<BackendFixture> fixtures = () -> {
        throw new IllegalStateException("Nothing was put under test");
    };

    /** The names of the tests of the broken rule that fail. */
    static synchronized Set<String> failing(Mutation mutation, Supplier<BackendFixture> sound) {
        fixtures = () -> new MutantFixture(mutation, sound.get());
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(MutantSubject.class))
                .filters(TagFilter.excludeTags("model"), testsOf(mutation.rule()))
                .build();
        Failures failures = new Failures();
        LauncherFactory.create().execute(request, failures);
        assertThat(failures.run).as("tests of rule %s", mutation.rule()).isPositive();
        return failures.tests;
    }

    private static PostDiscoveryFilter testsOf(String rule) {
        String name = "(.*_)?" + rule + "_.*";
        return (TestDescriptor test) ->
                FilterResult.includedIf(!test.isTest() || test.getDisplayName().matches(name));
    }

    @Override
    public BackendFixture newFixture() {
        return fixtures.get();
    }

    @Override
    public PersistenceBackend openBackup(Path backup) {
        throw new AssertionError("No mutant breaks a backup");
    }

    private static final class Failures implements TestExecutionListener {

        private final Set<String> tests = new TreeSet<>();
        private int run;

        @Override
        public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
            run += test.isTest() ? 1 : 0;
            result.getThrowable().ifPresent(cause -> tests.add(test.getDisplayName()));
        }
    }
}
