package dev.taskport.engine;

import dev.taskport.engine.testing.SettableClock;
import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.BackendProvider;
import dev.taskport.port.PersistenceBackend;
import java.time.Duration;
import java.util.Random;

/** Stores for tests, by a clock that stands still. */
final class TestStore {

    /** Long enough for the slowest machine; nobody waits for it unless something is broken. */
    static final Duration SOON = Duration.ofSeconds(20);

    private TestStore() {}

    static PersistenceBackend memory(SettableClock clock) {
        return Backends.open(
                BackendAddress.parse("memory:"),
                BackendOptions.defaults().clock(clock).random(new Random(1)),
                BackendProvider.OpenMode.CREATE);
    }
}
