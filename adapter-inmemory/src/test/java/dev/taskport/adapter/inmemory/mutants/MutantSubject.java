package dev.taskport.adapter.inmemory.mutants;

import dev.taskport.contract.BackendFixture;
import dev.taskport.contract.PersistenceBackendContract;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.PersistenceBackend;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** The contract's test class for whatever backend is put into it. Only {@link MutantsTest} runs it. */
class MutantSubject implements PersistenceBackendContract {

    private static volatile Function<BackendOptions, PersistenceBackend> opening = options -> {
        throw new IllegalStateException("Nothing was put under test");
    };

    static void putUnderTest(Function<BackendOptions, PersistenceBackend> value) {
        opening = value;
    }

    @Override
    public BackendFixture newFixture() {
        return new BackendFixture() {
            @Override
            public PersistenceBackend open(BackendOptions options) {
                return opening.apply(options);
            }

            @Override
            public Optional<BackendAddress> address() {
                return Optional.empty();
            }

            @Override
            public void close() {
                // A closed memory store leaves nothing behind.
            }
        };
    }

    @Override
    public PersistenceBackend openBackup(Path backup) {
        throw new AssertionError("A memory store makes no backups");
    }
}
