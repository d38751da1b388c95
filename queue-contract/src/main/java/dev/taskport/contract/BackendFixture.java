package dev.taskport.contract;

import dev.taskport.port.BackendAddress;
import dev.taskport.port.BackendOptions;
import dev.taskport.port.PersistenceBackend;
import java.util.Optional;

/** A place for one store of the kind under test. */
public interface BackendFixture extends AutoCloseable {

    /**
     * Opens the store. The first time it is empty; later it shows what is in it, if its profile is durable, and while it
     * is open already, if its profile is multiProcess. The caller closes what it opened.
     */
    PersistenceBackend open(BackendOptions options);

    /** Where another process finds the store; empty if none can. */
    Optional<BackendAddress> address();

    /** Removes the store. */
    @Override
    void close();
}
